package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is measured, and for how long.
 *
 * @param project Waybill's own directory, built
 * @param data the directory for the data of all servers; emptied at the start
 * @param results where the results are written
 * @param parts which parts run
 * @param peers which peers take part
 * @param rounds how many; every contender has one turn in each
 * @param roundTime how long a turn is counted
 * @param warmUp orders that every contender ends before its first turn
 * @param inFlight orders in flight at any time
 * @param closed orders in the large database
 * @param own how Waybill runs
 * @param other how the other Waybill of the comparison runs
 */
record Settings(
        Path project,
        Path data,
        Path results,
        Set<Part> parts,
        Set<String> peers,
        int rounds,
        Duration roundTime,
        int warmUp,
        int inFlight,
        int closed,
        Variant own,
        Variant other) {

    /** A part of the measurements that can run by itself. */
    enum Part {
        COSTS,
        SIDE_BY_SIDE,
        WORKLOADS,
        LATENCY,
        GROWTH,
        COMPARISON,
        PROFILE,
        STARTUP
    }

    static Settings of(String... arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("^--", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
        Path project =
                Path.of(given.getOrDefault("project", ".")).toAbsolutePath().normalize();
        Variant own = Variant.of(jar(project));
        Settings settings = new Settings(
                project,
                project.resolve("benchmarks/target/data"),
                Path.of(given.getOrDefault(
                                "results", project.resolve("benchmarks/results").toString()))
                        .toAbsolutePath(),
                parts(given.getOrDefault("parts", "")),
                Set.of(given.getOrDefault("peers", "engine,flowable,camunda7,handwritten,dbos")
                        .split(",")),
                Integer.parseInt(given.getOrDefault("rounds", "5")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "15"))),
                Integer.parseInt(given.getOrDefault("warm-up", "10000")),
                Integer.parseInt(given.getOrDefault("in-flight", "128")),
                Integer.parseInt(given.getOrDefault("closed", "1000000")),
                own,
                other(own, given));
        Set<String> known = Set.of(
                "project",
                "results",
                "parts",
                "peers",
                "rounds",
                "seconds",
                "warm-up",
                "in-flight",
                "closed",
                "other-jar",
                "other-java",
                "other-settings");
        given.keySet().stream().filter(name -> !known.contains(name)).findAny().ifPresent(name -> {
            throw new IllegalArgumentException("There is no option --" + name + "; the options are " + known);
        });
        return settings;
    }

    private static Set<Part> parts(String names) {
        return names.isEmpty()
                ? EnumSet.allOf(Part.class)
                : Arrays.stream(names.split(","))
                        .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static Variant other(Variant own, Map<String, String> given) {
        return new Variant(
                Optional.ofNullable(given.get("other-jar"))
                        .map(jar -> Path.of(jar).toAbsolutePath())
                        .orElse(own.jar()),
                options(given.get("other-java")).orElse(own.java()),
                options(given.get("other-settings")).orElse(List.of()).stream()
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    private static Optional<List<String>> options(String given) {
        return Optional.ofNullable(given).map(options -> List.of(options.split(",")));
    }

    private static Path jar(Path project) {
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("waybill-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Waybill's jar is missing: run benchmarks/run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The model of what all contenders do. */
    Path commonModel() {
        return project.resolve("benchmarks/models/order-fulfilment.bpmn");
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
