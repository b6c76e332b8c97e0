package io.waybill.benchmarks;

import io.waybill.benchmarks.Settings.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.util.FileSystemUtils;

/** Runs the requested parts, by default all, and prints the ratios last. */
public final class Benchmarks {

    static final String SIDE_BY_SIDE = "side by side";

    private final Settings settings;
    private final Results results;
    private final Rounds rounds;

    private Benchmarks(Settings settings) {
        this.settings = settings;
        results = new Results(settings.results(), Machine.describe(settings));
        rounds = new Rounds(settings, results);
    }

    public static void main(String... arguments) throws IOException {
        Settings settings = Settings.of(arguments);
        FileSystemUtils.deleteRecursively(settings.data());
        Files.createDirectories(settings.data());
        Benchmarks benchmarks = new Benchmarks(settings);
        benchmarks.run();
        Report.ratios(benchmarks.results).forEach(System.out::println);
    }

    private void run() {
        if (settings.has(Part.COSTS)) {
            then(() -> new Costs(settings, results).measure());
        }
        if (settings.has(Part.SIDE_BY_SIDE)
                || settings.has(Part.WORKLOADS)
                || settings.has(Part.LATENCY)
                || settings.has(Part.PROFILE)) {
            then(this::onOneStack);
        }
        if (settings.has(Part.GROWTH)) {
            then(this::growth);
        }
        if (settings.has(Part.COMPARISON) && !settings.other().equals(settings.own())) {
            then(this::compare);
        }
        if (settings.has(Part.STARTUP)) {
            then(() -> new StartUp(settings, results).measure());
        }
    }

    /** Writes the report after each part, so that an aborted run leaves one. */
    private void then(Runnable part) {
        part.run();
        Report.write(results);
    }

    private void onOneStack() {
        try (Stack stack = Stack.start(settings, 0);
                Waybill waybill = Waybill.start(settings.own(), stack)) {
            waybill.openShop();
            HttpContender contender = waybill.contender("waybill");
            if (settings.has(Part.SIDE_BY_SIDE)) {
                waybill.deploy(settings.commonModel());
                sideBySide(stack, contender);
                if (settings.has(Part.PROFILE)) {
                    profile("common", contender, Workload.COMMON);
                }
                if (settings.has(Part.LATENCY)) {
                    latency("common", contender, Workload.COMMON);
                }
                waybill.backToFirstModel();
            }
            if (settings.has(Part.WORKLOADS)) {
                workloads(contender);
            }
            waybill.audit();
        }
    }

    private void sideBySide(Stack stack, HttpContender waybill) {
        List<Contender> contenders = new ArrayList<>(List.of(waybill));
        List<Runnable> books = new ArrayList<>();
        try {
            if (settings.peers().contains("engine")) {
                EngineAlone engine = EngineAlone.start(settings, stack);
                contenders.add(engine);
                books.add(engine::checkBooks);
            }
            for (String peer : Peer.ALL) {
                if (settings.peers().contains(peer)) {
                    HttpContender started = Peer.start(settings, stack, peer);
                    contenders.add(started);
                    books.add(() -> Books.check(peer, started.database()));
                }
            }
            contenders.forEach(contender -> rounds.warmUp(contender, Workload.COMMON));
            rounds.measure(SIDE_BY_SIDE, contenders, Workload.COMMON);
            Map<String, Long> memory = new TreeMap<>();
            contenders.forEach(contender -> memory.putAll(Processes.memory(contender.processes())));
            results.figure("memory in bytes", memory);
            books.forEach(Runnable::run);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private void workloads(HttpContender waybill) {
        rounds.warmUp(waybill, Workload.MIXED);
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Workload workload : Workload.WHOLE) {
                rounds.measure(workload.name(), waybill, workload, round);
            }
        }
        if (settings.has(Part.PROFILE)) {
            profile("happy", waybill, Workload.HAPPY);
        }
        if (settings.has(Part.LATENCY)) {
            latency("happy", waybill, Workload.HAPPY);
        }
    }

    private void profile(String name, HttpContender contender, Workload workload) {
        Profile profile = new Profile(settings.results(), contender.processes());
        profile.begin(List.of("waybill"));
        ClosedLoop.measure(contender, workload, settings.inFlight(), 99, settings.roundTime());
        profile.end(name).forEach((process, file) -> results.figure("profile of " + process + ", " + name, file));
    }

    private void latency(String name, HttpContender contender, Workload workload) {
        double most = Results.median(
                Results.perSecond(results.turns(name.equals("common") ? SIDE_BY_SIDE : name), contender.name()));
        Latency latency = Latency.measure(
                contender, workload, most / 2, settings.roundTime().multipliedBy(3), 7);
        for (double percentile : new double[] {50, 95, 99}) {
            results.figure(toAccepted(percentile, name), latency.accepted().getValueAtPercentile(percentile) / 1e3);
            results.figure(toEnd(percentile, name), latency.ended().getValueAtPercentile(percentile) / 1e3);
        }
    }

    /** The name of the figure for the time from an order's scheduled moment to the answer 202. */
    static String toAccepted(double percentile, String name) {
        return "p%.0f ms to 202 at half the load, %s".formatted(percentile, name);
    }

    /** The name of the figure for the time from an order's scheduled moment to its end. */
    static String toEnd(double percentile, String name) {
        return "p%.0f ms to the end at half the load, %s".formatted(percentile, name);
    }

    private void compare() {
        try (Several several = new Several(settings)) {
            several.add("this", settings.own());
            several.add("other", settings.other());
            several.contenders().forEach(contender -> rounds.warmUp(contender, Workload.COMMON));
            rounds.measure("comparison", several.contenders(), Workload.COMMON);
        }
    }

    private void growth() {
        try (Several several = new Several(settings)) {
            several.add("0 orders", 0);
            several.add("%d orders".formatted(settings.closed() / 10), settings.closed() / 10);
            long bytes = several.add("%d orders".formatted(settings.closed()), settings.closed());
            results.figure("bytes in the database, each closed order", bytes / settings.closed());
            several.contenders().forEach(contender -> rounds.warmUp(contender, Workload.HAPPY));
            rounds.measure("growth", several.contenders(), Workload.HAPPY);
        }
    }
}
