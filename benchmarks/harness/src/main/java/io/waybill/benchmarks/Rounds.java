package io.waybill.benchmarks;

import io.waybill.benchmarks.ClosedLoop.Throughput;
import java.util.List;

/** Measures contenders in turn, round after round. */
final class Rounds {

    private final Settings settings;
    private final Results results;

    Rounds(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
    }

    void warmUp(Contender contender, Workload workload) {
        System.out.printf("Warming up %s with %d orders%n", contender.name(), settings.warmUp());
        ClosedLoop.warmUp(contender, workload, settings.inFlight(), settings.warmUp());
    }

    /** Gives each of them a turn in each round, and starts each round with a different one. */
    void measure(String part, List<? extends Contender> contenders, Workload workload) {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                measure(part, contenders.get((round + i) % contenders.size()), workload, round);
            }
        }
    }

    void measure(String part, Contender contender, Workload workload, int round) {
        Throughput throughput =
                ClosedLoop.measure(contender, workload, settings.inFlight(), round, settings.roundTime());
        results.add(part, contender.name(), round, throughput);
    }
}
