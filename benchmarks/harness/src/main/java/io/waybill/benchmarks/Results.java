package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results so far. They are stored as JSON after every figure, so that an aborted run loses nothing. Parts that were
 * measured earlier on the same day and in the same way stay, so that a day's parts make one report.
 */
final class Results {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;
    private final LocalDate date = LocalDate.now();
    private final Map<String, Object> about;
    private final List<Turn> turns = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Set<String> measuredNow = new HashSet<>();

    /** @param about the machine and the settings */
    Results(Path directory, Map<String, Object> about) {
        this.directory = directory;
        this.about = about;
        Path before = file(".json");
        if (Files.exists(before)) {
            Kept kept = JSON.readValue(before, Kept.class);
            if (kept.about().equals(JSON.readValue(JSON.writeValueAsString(about), Map.class))) {
                turns.addAll(kept.turns());
                figures.putAll(kept.figures());
            }
        }
    }

    /** The format of the file. */
    private record Kept(Map<String, Object> about, List<Turn> turns, Map<String, Object> figures) {}

    /**
     * One contender's turn in one round.
     *
     * @param part of the measurement, such as {@code side by side}
     */
    record Turn(String part, String contender, int round, long orders, double seconds, Map<String, Double> cpuSeconds) {

        double perSecond() {
            return orders / seconds;
        }

        double perCpuSecond() {
            return orders
                    / cpuSeconds.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
        }
    }

    void add(String part, String contender, int round, ClosedLoop.Throughput throughput) {
        Turn turn =
                new Turn(part, contender, round, throughput.orders(), throughput.seconds(), throughput.cpuSeconds());
        if (measuredNow.add(part)) {
            turns.removeIf(earlier -> earlier.part().equals(part));
        }
        turns.add(turn);
        System.out.printf(
                "%s, round %d: %s %.1f orders/s, %.1f per CPU-second%n",
                part, round, contender, turn.perSecond(), turn.perCpuSecond());
        save();
    }

    /** Any further figure. */
    void figure(String name, Object value) {
        figures.put(name, value);
        System.out.println(name + ": " + value);
        save();
    }

    Map<String, Object> about() {
        return about;
    }

    Map<String, Object> figures() {
        return figures;
    }

    List<Turn> turns(String part) {
        return turns.stream().filter(turn -> turn.part().equals(part)).toList();
    }

    List<String> parts() {
        return turns.stream().map(Turn::part).distinct().toList();
    }

    static List<String> contenders(List<Turn> turns) {
        return turns.stream().map(Turn::contender).distinct().toList();
    }

    static double[] perSecond(List<Turn> turns, String contender) {
        return turns.stream()
                .filter(turn -> turn.contender().equals(contender))
                .mapToDouble(Turn::perSecond)
                .toArray();
    }

    /** The median of the rounds' ratios. The machine drifts between rounds, so each ratio is taken within one round. */
    static double ratio(List<Turn> turns, String contender, String to) {
        double[] mine = perSecond(turns, contender);
        double[] others = perSecond(turns, to);
        double[] ratios = new double[Math.min(mine.length, others.length)];
        Arrays.setAll(ratios, round -> mine[round] / others[round]);
        return median(ratios);
    }

    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    Path file(String ending) {
        return directory.resolve(date + ending);
    }

    private void save() {
        try {
            Files.createDirectories(directory);
            Files.writeString(file(".json"), JSON.writeValueAsString(new Kept(about, turns, figures)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
