package io.waybill.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The findings, as {@code report.md} for people and {@code report.json} for programs; rewritten after each fault. */
final class Report {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String FILE = "report.json";

    private final Settings settings;
    private final Sitting sitting;
    private final Path directory;
    private final List<Row> rows;
    private final List<Outcome> failed;

    /** @param earlier the report of an interrupted suite that this one continues */
    Report(Settings settings, Machine machine, Path directory, Optional<Content> earlier) {
        this.settings = settings;
        this.directory = directory;
        sitting = new Sitting(Instant.now().truncatedTo(ChronoUnit.SECONDS), machine);
        earlier.ifPresent(this::requireTheSame);
        rows = new ArrayList<>(earlier.map(Content::clean).orElse(List.of()));
        failed = new ArrayList<>();
    }

    private void requireTheSame(Content earlier) {
        if (!earlier.settings().likeAnyOther().equals(settings.likeAnyOther())) {
            throw new IllegalStateException("Cannot resume: the earlier report is for %s, this run is for %s"
                    .formatted(earlier.settings(), settings));
        }
    }

    /**
     * The content of {@code report.json}.
     *
     * @param waybill the settings that Waybill ran with
     * @param failed the runs with a violation
     */
    record Content(Settings settings, Map<String, String> waybill, List<Row> faults, List<Outcome> failed) {

        /** A fault with violations is run again as a whole. */
        List<Row> clean() {
            return faults.stream().filter(row -> row.violations() == 0).toList();
        }
    }

    /** One sitting of the suite; a suite that was interrupted and resumed has more than one. */
    record Sitting(Instant begun, Machine machine) {

        String markdown(List<Row> rows) {
            return "- %d %s, begun %s on %s, %s. Commit %s. %s."
                    .formatted(
                            rows.size(),
                            rows.size() == 1 ? "fault" : "faults",
                            begun,
                            machine.hardware(),
                            machine.system(),
                            machine.commit(),
                            machine.versions());
        }
    }

    /** The report of the last suite, if this one is to resume it. */
    static Optional<Content> earlier(Settings settings, Path directory) {
        Path file = directory.resolve(FILE);
        return settings.resume() && Files.exists(file)
                ? Optional.of(JSON.readValue(file, Content.class))
                : Optional.empty();
    }

    /** How many runs of a fault are done. */
    int runs(Scenario scenario) {
        return rows.stream()
                .filter(row -> row.fault().equals(scenario.name()))
                .mapToInt(Row::runs)
                .sum();
    }

    /**
     * A row of the table.
     *
     * @param seconds of all its runs together
     * @param late what was found when all its runs were checked again
     * @param sitting in which it ran
     */
    record Row(
            String fault,
            String what,
            int runs,
            int orders,
            int completed,
            int violations,
            double seconds,
            @Nullable Double recoveryMedianSeconds,
            @Nullable Double recoveryWorstSeconds,
            List<String> late,
            Sitting sitting) {

        static Row of(String fault, String what, List<Outcome> runs, List<String> late, Sitting sitting) {
            List<Double> recoveries = runs.stream()
                    .<Double>mapMulti((run, some) -> {
                        Double seconds = run.recoverySeconds();
                        if (seconds != null) {
                            some.accept(seconds);
                        }
                    })
                    .sorted()
                    .toList();
            return new Row(
                    fault,
                    what,
                    runs.size(),
                    runs.stream().mapToInt(Outcome::orders).sum(),
                    runs.stream().mapToInt(Outcome::completed).sum(),
                    runs.stream().mapToInt(run -> run.violations().size()).sum() + late.size(),
                    runs.stream().mapToDouble(Outcome::seconds).sum(),
                    recoveries.isEmpty() ? null : recoveries.get(recoveries.size() / 2),
                    recoveries.isEmpty() ? null : recoveries.getLast(),
                    late,
                    sitting);
        }

        String markdown() {
            return "| `%s` | %s | %d | %d | %d | %s | %s |"
                    .formatted(
                            fault,
                            what,
                            runs,
                            orders,
                            violations,
                            seconds(recoveryMedianSeconds),
                            seconds(recoveryWorstSeconds));
        }

        private static String seconds(@Nullable Double seconds) {
            return seconds == null ? "" : String.format(Locale.ROOT, "%.1f s", seconds);
        }
    }

    /** Adds a fault's runs and what the late check of them found, and writes the whole report. */
    void add(String fault, String what, List<Outcome> runs, List<String> late) throws IOException {
        rows.add(Row.of(fault, what, runs, late, sitting));
        runs.stream().filter(run -> !run.isClean()).forEach(failed::add);
        Files.writeString(directory.resolve("report.md"), markdown());
        Files.writeString(
                directory.resolve(FILE),
                JSON.writeValueAsString(new Content(settings, new TreeMap<>(Stage.SETTINGS), rows, failed)));
    }

    /** Deletes the logs of processes that took part in no failed run. */
    void keepLogsOfFailures() throws IOException {
        Set<String> kept =
                failed.stream().flatMap(outcome -> outcome.logs().stream()).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(directory.resolve("stage"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                if (!kept.contains(file.toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private long minutes() {
        return Math.round(rows.stream().mapToDouble(Row::seconds).sum() / 60);
    }

    private String sittings() {
        return rows.stream()
                .collect(Collectors.groupingBy(Row::sitting, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().markdown(entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private int sum(ToIntFunction<Row> figure) {
        return rows.stream().mapToInt(figure).sum();
    }

    private String markdown() {
        return """
                # Faults that Waybill withstands

                %d runs, %d orders (%d completed), **violations: %d**, in %d min of runs:

                %s

                Each run places %d orders within seconds. A fifth of them share five items and five accounts; each of
                the others has an item and an account of its own. 30%% are short of stock, 20%% lack credit, 10%% are
                cancelled, and a fifth are refused by a driver. The fault strikes while they are in progress. Then the
                books are compared with what customers, drivers and factories know: each call for an order makes one
                order, which reaches exactly one end, which is announced; an accepted cancellation holds; money and
                goods are conserved; nothing is ever held for an order that was rejected or cancelled; each factory
                request is made once. Waybill's own auditor is asked during the run and after it.

                Recovery is the time from the beginning of the fault until the last of the orders accepted by then has
                ended. It includes the outage, the restart of what was killed, and all remaining steps of these orders.
                It is empty if the fault was there before the first order.

                Seed %d: the i-th run of a fault has the seed %d + i. The seed determines the orders, what customers and
                drivers do, the faults and when they strike (counted in accepted orders, or in passes of a point in the
                program). It does not determine how threads and processes interleave.

                To keep a run short, Waybill ran with these settings:

                ```
                %s
                ```

                | fault | | runs | orders | violations | recovery: median | worst |
                |---|---|---|---|---|---|---|
                %s

                %s
                """.formatted(
                        sum(Row::runs),
                        sum(Row::orders),
                        sum(Row::completed),
                        sum(Row::violations),
                        minutes(),
                        sittings(),
                        settings.orders(),
                        settings.seed(),
                        settings.seed(),
                        new TreeMap<>(Stage.SETTINGS)
                                .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining("\n")),
                        rows.stream().map(Row::markdown).collect(Collectors.joining("\n")),
                        failures());
    }

    private String failures() {
        String failing = failed.stream().map(Outcome::markdown).collect(Collectors.joining("\n\n"));
        String late = rows.stream()
                .filter(row -> !row.late().isEmpty())
                .map(row ->
                        "Late, after all runs of `%s`:\n\n- %s".formatted(row.fault(), String.join("\n- ", row.late())))
                .collect(Collectors.joining("\n\n"));
        return failing.isEmpty() && late.isEmpty() ? "No run failed." : failing + "\n\n" + late;
    }
}
