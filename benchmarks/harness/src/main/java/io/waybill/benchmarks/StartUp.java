package io.waybill.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How long Waybill takes until it is ready, on servers that run: at its first start, at later ones, with a cache of Java's. */
final class StartUp {

    private final Settings settings;
    private final Results results;

    StartUp(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    void measure() {
        try (Stack stack = Stack.start(settings, 5, 1)) {
            results.figure("start-up seconds, first on an empty database", start(stack, Waybill.JAVA));
            Path cache = stack.directory().resolve("waybill.aot");
            start(stack, with("-XX:AOTCacheOutput=" + cache));
            List<Double> plain = new ArrayList<>();
            List<Double> cached = new ArrayList<>();
            for (int round = 0; round < settings.rounds(); round++) {
                plain.add(start(stack, Waybill.JAVA));
                cached.add(start(stack, with("-XX:AOTCache=" + cache)));
            }
            results.figure("start-up seconds, later", median(plain));
            results.figure("start-up seconds, later, with an AOT cache", median(cached));
        }
    }

    private double start(Stack stack, List<String> java) {
        try (Waybill waybill = Waybill.start(settings.jar(), stack, java)) {
            return waybill.secondsToReady();
        }
    }

    private static List<String> with(String option) {
        return Stream.concat(Waybill.JAVA.stream(), Stream.of(option)).toList();
    }

    private static double median(List<Double> seconds) {
        return Results.median(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
