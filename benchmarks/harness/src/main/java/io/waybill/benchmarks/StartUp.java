package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long Waybill takes until it is ready, with its servers already running: at its first start, at later ones,
 * unpacked, and with an AOT cache that one run has created.
 */
final class StartUp {

    private static final String SECONDS = "start-up in seconds, ";

    private final Settings settings;
    private final Results results;

    StartUp(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    void measure() {
        try (Stack stack = Stack.start(settings, 5)) {
            results.figure(
                    SECONDS + "first, on an empty database",
                    start(stack, settings.own().jar(), List.of()));
            Path unpacked = unpack(stack.directory().resolve("unpacked"));
            Path cache = stack.directory().resolve("waybill.aot");
            start(stack, unpacked, List.of("-XX:AOTCacheOutput=" + cache));
            Map<String, List<Double>> later = new LinkedHashMap<>();
            for (int round = 0; round < settings.rounds(); round++) {
                note(later, "later", start(stack, settings.own().jar(), List.of()));
                note(later, "later, unpacked", start(stack, unpacked, List.of()));
                note(
                        later,
                        "later, unpacked, with an AOT cache",
                        start(stack, unpacked, List.of("-XX:AOTCache=" + cache)));
            }
            later.forEach((how, seconds) -> results.figure(SECONDS + how, Results.median(seconds)));
        }
    }

    private static void note(Map<String, List<Double>> later, String how, double seconds) {
        later.computeIfAbsent(how, none -> new ArrayList<>()).add(seconds);
    }

    private Path unpack(Path directory) {
        Path jar = settings.own().jar();
        Program.run(
                Map.of(),
                List.of(
                        Program.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        directory.toString()));
        return directory.resolve(jar.getFileName());
    }

    private double start(Stack stack, Path jar, List<String> further) {
        Variant own = settings.own();
        List<String> java = Stream.concat(own.java().stream(), further.stream()).toList();
        try (Waybill waybill = Waybill.start(new Variant(jar, java, own.properties()), stack)) {
            return waybill.secondsToReady();
        }
    }
}
