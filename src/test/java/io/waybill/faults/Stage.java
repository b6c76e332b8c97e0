package io.waybill.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.FileSystemUtils;

/** The servers, two replicas of Waybill and the world around them, which all runs share. */
final class Stage implements AutoCloseable {

    /** Short times, so that a run takes seconds. The report lists them. */
    static final Map<String, String> SETTINGS = Map.of(
            "spring.profiles.active", "sample",
            "waybill.worker.first-retry", "200ms",
            "waybill.factory.time-per-piece", "10ms",
            "waybill.process.driver-answer-timeout", "15s",
            "waybill.reservations.driver-answer-timeout", "2s",
            "spring.cloud.aws.sqs.listener.poll-timeout", "1s");

    private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(2);

    private final Settings settings;
    private final Servers servers;
    private final String models;
    private final Client client;
    private final Waybill waybill;
    private final Waybill second;
    private final World world;
    private final Books books;
    private final Auditor auditor;
    private final Operator operator;
    private final List<Load> echoing = new ArrayList<>();
    private final Set<Violation> known = new HashSet<>();
    private Duration echo = Duration.ZERO;
    private int runs;

    private Stage(Settings settings, Servers servers, Program program, Path directory) {
        this.settings = settings;
        this.servers = servers;
        models = "file:%s/".formatted(Shelves.modelsIn(directory));
        client = new Client(servers.tokens());
        auditor = new Auditor(client);
        operator = new Operator(client);
        waybill = new Waybill(program, directory);
        second = new Waybill(program, directory);
        waybill.up(settingsFor(List.of()));
        // On an orderly exit Java writes its AOT cache, for all later starts.
        waybill.stop();
        world = new World(servers.sqs(), client);
        books = new Books(servers, client, world);
    }

    static Stage set(Settings settings, Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        return new Stage(settings, Servers.start(directory.resolve("servers")), Program.pack(directory), directory);
    }

    /** One run with these faults, which strike at once. */
    Outcome run(List<Fault> faults, long seed) throws InterruptedException {
        try {
            return runToTheEnd(faults, seed);
        } catch (IOException | ExecutionException | RuntimeException e) {
            calm();
            return new Outcome(
                    faults.stream().map(Fault::name).toList(),
                    seed,
                    settings.orders(),
                    0,
                    0,
                    0,
                    null,
                    List.of(new Violation(
                                    "the run reaches its end",
                                    NestedExceptionUtils.getMostSpecificCause(e).toString())
                            .toString()),
                    logs(1, true));
        }
    }

    private Outcome runToTheEnd(List<Fault> faults, long seed)
            throws IOException, InterruptedException, ExecutionException {
        String names = String.join("+", faults.stream().map(Fault::name).toList());
        SplittableRandom random = new SplittableRandom(seed * 31 + names.hashCode());
        boolean isDouble = faults.stream().anyMatch(fault -> fault.replicas() == 2);
        bringUp(settingsFor(faults), isDouble);
        int logsBefore = waybill.logs().size();
        Plan plan = Plan.of(demandOf(faults), random, ++runs, settings.orders());
        // From numbers of their own, so that the same seed makes the same orders with and without them.
        ReservationPlan reservations = ReservationPlan.of(
                demandOf(faults),
                new SplittableRandom(seed * 37 + names.hashCode()),
                runs,
                plan.orders().size());
        RacePlan race = RacePlan.of(
                demandOf(faults),
                new SplittableRandom(seed * 41 + names.hashCode()),
                runs,
                plan.orders().size());
        Load load = new Load(
                plan,
                new ReservationLoad(reservations, client, world),
                new RaceLoad(race, "race-" + runs, client),
                new Shelves(runs, servers, client),
                client,
                world);
        load.prepare();
        Scene scene = new Scene(servers, waybill, second, load, world, operator, random);
        long begun = System.nanoTime();
        Set<Violation> violations = new LinkedHashSet<>();
        Watch watch = new Watch(books, this::auditNow, scene::start);
        try (watch) {
            load.start();
            violations.addAll(strike(faults, scene));
            calm();
            load.awaitEnd();
            violations.addAll(settle(load));
            violations.addAll(deaths());
        }
        violations.addAll(watch.seen());
        // A violation stays in the data; do not blame later runs for it.
        violations.removeAll(known);
        known.addAll(violations);
        faults.stream().map(Fault::echo).filter(Duration::isPositive).forEach(one -> {
            echoing.add(load);
            echo = one;
        });
        return new Outcome(
                faults.stream().map(Fault::name).toList(),
                seed,
                load.plan().orders().size(),
                load.accepted().size(),
                (int) books.completed(load.accepted().keySet()),
                (System.nanoTime() - begun) / 1e9,
                watch.recoverySeconds(),
                violations.stream().map(Violation::toString).toList(),
                logs(1 + waybill.logs().size() - logsBefore, isDouble));
    }

    /** The latest logs of the first replica, and the latest of the second. */
    private List<String> logs(int latest, boolean isDouble) {
        return Stream.concat(
                        waybill.logs().reversed().stream().limit(latest),
                        second.logs().reversed().stream().limit(isDouble ? 1 : 0))
                .map(Path::toString)
                .toList();
    }

    private Map<String, String> settingsFor(List<Fault> faults) {
        Map<String, String> all = new TreeMap<>(servers.properties());
        all.putAll(SETTINGS);
        all.put("waybill.models", models);
        faults.forEach(fault -> all.putAll(fault.settings()));
        return all;
    }

    private static Plan.Demand demandOf(List<Fault> faults) {
        return faults.stream()
                .map(Fault::demand)
                .filter(demand -> demand != Plan.Demand.USUAL)
                .findFirst()
                .orElse(Plan.Demand.USUAL);
    }

    private void bringUp(Map<String, String> all, boolean isDouble) {
        waybill.up(all);
        if (isDouble) {
            second.up(all);
        } else {
            second.kill();
        }
        client.callAt(isDouble ? List.of(waybill.port(), second.port()) : List.of(waybill.port()));
    }

    private static List<Violation> strike(List<Fault> faults, Scene scene) throws InterruptedException {
        List<Violation> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> strikes = new ArrayList<>();
            for (Fault fault : faults) {
                Scene own = scene.split();
                strikes.add(() -> {
                    fault.injection().into(own);
                    return null;
                });
            }
            for (Future<Void> struck : threads.invokeAll(strikes)) {
                if (struck.state() == Future.State.FAILED) {
                    failures.add(new Violation(
                            "the fault is injected", struck.exceptionNow().toString()));
                }
            }
        }
        return failures;
    }

    private void calm() {
        servers.mend();
        world.setSilent(false);
        second.thaw();
        waybill.tell(Commands.calm());
        second.tell(Commands.calm());
    }

    /** Waits until no violation is left, and returns those that are left after {@link #TIME_TO_SETTLE}. */
    private List<Violation> settle(Load load) throws InterruptedException {
        long deadline = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        List<Violation> left = List.of();
        do {
            Thread.sleep(200);
            List<String> open = books.open(load);
            left = open.isEmpty()
                    ? Stream.concat(books.checkEnd(load).stream(), audit().stream())
                            .filter(violation -> !known.contains(violation))
                            .toList()
                    : List.of(new Violation(
                            "what was accepted reaches an end",
                            "after %d s these are still open: %s".formatted(TIME_TO_SETTLE.toSeconds(), open)));
        } while (!left.isEmpty() && System.nanoTime() < deadline);
        return left;
    }

    private List<Violation> audit() throws InterruptedException {
        try {
            return settings.auditor() ? auditor.ask(waybill.managementPort()) : List.of();
        } catch (IOException e) {
            return List.of(new Violation("the auditor answers", e.toString()));
        }
    }

    /** What the auditor finds during the run; nothing if it cannot be reached. */
    private List<Violation> auditNow() {
        try {
            return settings.auditor() ? auditor.ask(waybill.managementPort()) : List.of();
        } catch (IOException away) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<Violation> deaths() {
        return Stream.of(waybill, second)
                .filter(Waybill::endedByItself)
                .map(dead -> new Violation(
                        "Waybill outlives the fault",
                        "it ended; its log is " + dead.logs().getLast()))
                .toList();
    }

    /**
     * Checks the runs with an echo since the last call again, once no more messages can arrive. Returns the violations.
     */
    List<String> lookAgain() throws InterruptedException {
        if (echo.isZero()) {
            return List.of();
        }
        Thread.sleep(echo);
        List<String> violations = new ArrayList<>();
        for (Load load : echoing) {
            settle(load).stream().map(Violation::toString).forEach(violations::add);
        }
        echoing.clear();
        echo = Duration.ZERO;
        return violations;
    }

    /** How many points were booked for the races of all runs. */
    long pointsBooked() {
        return books.pointsBooked();
    }

    /** How many reservations of all runs were completed. */
    long reservationsKept() {
        return books.reservationsKept();
    }

    Machine machine() throws IOException {
        return Machine.here(servers);
    }

    @Override
    public void close() {
        world.close();
        waybill.close();
        second.close();
        servers.close();
    }
}
