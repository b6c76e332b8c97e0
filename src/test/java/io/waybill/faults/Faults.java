package io.waybill.faults;

import static io.waybill.faults.Fault.Part.CLOCK;
import static io.waybill.faults.Fault.Part.DATABASE;
import static io.waybill.faults.Fault.Part.DRIVERS;
import static io.waybill.faults.Fault.Part.ORDERS;
import static io.waybill.faults.Fault.Part.QUEUES;
import static io.waybill.faults.Fault.Part.STEPS;
import static io.waybill.faults.Fault.Part.WAYBILL;

import io.waybill.faults.FaultPoints.Queueing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All faults. */
final class Faults {

    private static final List<String> STEPS_OF_MANY_ORDERS = List.of(
            "stock\\.reserve",
            "delivery\\.book",
            "order\\.commit",
            "account\\.capture",
            "stock\\.ship",
            "stock\\.release");

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(4);

    static final String TIME_OF_A_DRIVER = "waybill.process.driver-answer-timeout";

    private Faults() {}

    static final List<Fault> ALL = Stream.of(
                    Signals.kills(),
                    Signals.jobExecutor(),
                    Signals.twoReplicas(),
                    servers(),
                    queues(),
                    steps(),
                    clocks())
            .flatMap(List::stream)
            .toList();

    private static List<Fault> servers() {
        return List.of(
                new Fault("database-killed", "SIGKILL of MariaDB, then a restart", Set.of(DATABASE), scene -> {
                    scene.awaitMoment();
                    scene.begins();
                    scene.servers().mariaDb().kill();
                    scene.servers().mariaDb().start();
                }),
                link("database-cut", "the link to MariaDB is cut for 2 to 4 s", DATABASE, Link::cut),
                link(
                        "database-silent",
                        "the link to MariaDB lets nothing through for 2 to 4 s",
                        DATABASE,
                        Link::silence),
                link(
                        "database-slow",
                        "the link to MariaDB is up to 300 ms slower each way",
                        DATABASE,
                        Faults::slowDown),
                new Fault(
                        "disk-full",
                        "MariaDB has no disk space for the outbox, for 2 to 4 s",
                        Set.of(DATABASE),
                        scene -> {
                            scene.awaitMoment();
                            FullDisk disk = FullDisk.under(scene.servers());
                            scene.begins();
                            scene.pause(A_WHILE, LONG);
                            disk.makeRoom();
                        }),
                new Fault(
                                "timers-overdue",
                                "MariaDB is down for 4 to 6 s, until after the time-out of drivers",
                                Set.of(DATABASE, DRIVERS),
                                scene -> {
                                    scene.world().setSilent(true);
                                    scene.awaitMoment();
                                    scene.begins();
                                    scene.servers().mariaDb().kill();
                                    scene.pause(LONG, LONG.plus(A_WHILE));
                                    scene.servers().mariaDb().start();
                                    scene.pause(A_WHILE, A_WHILE);
                                    scene.world().setSilent(false);
                                })
                        .with(TIME_OF_A_DRIVER, "3s")
                        .notQuick(),
                new Fault(
                                "all-killed",
                                "three times SIGKILL of Waybill and MariaDB at once, with SQS down, while 12 clients"
                                        + " place orders as fast as they can",
                                Set.of(WAYBILL, DATABASE, QUEUES, ORDERS),
                                Faults::killAllThreeTimes)
                        .under(Plan.Demand.MANY_CLIENTS)
                        .notQuick());
    }

    /** SQS keeps its messages, as the real one does. Recovery is timed from the last of the three kills. */
    private static void killAllThreeTimes(Scene scene) throws InterruptedException {
        for (int time = 1; time <= 3; time++) {
            scene.awaitAccepted(time, 4);
            if (time == 3) {
                scene.begins();
            }
            scene.servers().sqsLink().cut();
            scene.waybill().kill();
            scene.servers().mariaDb().kill();
            scene.pause(Duration.ZERO, A_WHILE);
            scene.servers().mariaDb().start();
            scene.servers().sqsLink().mend();
            scene.waybill().up();
        }
    }

    private static List<Fault> queues() {
        return List.of(
                link("sqs-down", "SQS refuses connections for 2 to 4 s", QUEUES, Link::cut),
                link("sqs-silent", "the link to SQS lets nothing through for 2 to 4 s", QUEUES, Link::silence),
                link("sqs-slow", "the link to SQS is up to 300 ms slower each way", QUEUES, Faults::slowDown),
                queueing("sqs-twice", "30% of the messages arrive twice", new Queueing(0.3, 0, 0, 0, 0)),
                queueing(
                        "sqs-disorder",
                        "30% of the messages are overtaken, by 1 to 3 s",
                        new Queueing(0, 0.3, 0, 0, 0)),
                queueing(
                                "sqs-again",
                                "half of the messages arrive once more after 1 to 2 minutes",
                                new Queueing(0, 0, 0.5, 60, 120))
                        .echoing(Duration.ofSeconds(125)),
                new Fault(
                        "poison",
                        "each queue that Waybill reads has messages that are malformed or of an unknown order",
                        Set.of(QUEUES),
                        scene -> {
                            scene.awaitMoment();
                            scene.begins();
                            Poison.into(scene.servers().sqs()).awaitDeadLetters(PATIENCE);
                        }));
    }

    private static List<Fault> steps() {
        return List.of(
                new Fault(
                        "undo-races-do",
                        "steps take up to 3 s, so cancellations and refusals overtake them",
                        Set.of(STEPS),
                        scene -> {
                            scene.begins();
                            scene.waybill()
                                    .tell(Commands.slow(
                                            "account.reserve|stock.reserve|production.request|delivery.book"
                                                    + "|fee.hold|reservation.seek|reservation.offer|place.take",
                                            Duration.ofSeconds(3)));
                            scene.pause(LONG, LONG);
                        }),
                new Fault(
                        "step-fails",
                        "a step in the middle of a stretch fails for half of the orders until an operator retries it",
                        Set.of(WAYBILL, STEPS),
                        scene -> {
                            scene.begins();
                            String step = STEPS_OF_MANY_ORDERS.get(scene.between(0, STEPS_OF_MANY_ORDERS.size() - 1));
                            // Fewer orders reach an undo.
                            String failing = Commands.fail(step, step.contains("release") ? 1 : 0.5, false);
                            scene.waybill().tell(failing);
                            scene.second().tell(failing);
                            // An undo is retried until it succeeds.
                            scene.operator().awaitIncident(step.contains("release") ? "RETRYING" : "OPEN", PATIENCE);
                            scene.pause(A_WHILE, LONG);
                            scene.waybill().tell(Commands.calm());
                            scene.second().tell(Commands.calm());
                            scene.operator().retryAll(LONG);
                        }),
                new Fault(
                                "deadlock-storm",
                                "all orders come at once, of one customer and the same two items; many are cancelled",
                                Set.of(ORDERS),
                                Scene::begins)
                        .under(Plan.Demand.STORM));
    }

    private static List<Fault> clocks() {
        return List.of(
                new Fault(
                        "clock-jumps",
                        "Waybill's clock jumps an hour ahead or back, then returns to the right time",
                        Set.of(CLOCK),
                        scene -> {
                            scene.awaitMoment();
                            scene.begins();
                            scene.waybill().setClockOff(Duration.ofHours(scene.between(0, 1) == 0 ? 1 : -1));
                            scene.pause(A_WHILE, LONG);
                            scene.waybill().setClockOff(Duration.ZERO);
                        }),
                new Fault("clock-differs", "one of two replicas is an hour ahead or behind", Set.of(CLOCK), scene -> {
                            scene.begins();
                            scene.second().setClockOff(Duration.ofHours(scene.between(0, 1) == 0 ? 1 : -1));
                            scene.pause(LONG, LONG);
                            scene.second().setClockOff(Duration.ZERO);
                        })
                        .onTwoReplicas());
    }

    static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name + "; the faults are "
                        + ALL.stream().map(Fault::name).toList()));
    }

    private static Fault queueing(String name, String what, Queueing how) {
        return new Fault(name, what, Set.of(QUEUES), scene -> {
            scene.begins();
            scene.waybill().tell(Commands.queueing(how));
            scene.pause(LONG, LONG);
        });
    }

    private interface Trouble {
        void of(Link link);
    }

    private static Fault link(String name, String what, Fault.Part part, Trouble trouble) {
        return new Fault(name, what, Set.of(part), scene -> {
            Link link = part == DATABASE
                    ? scene.servers().mariaDbLink()
                    : scene.servers().sqsLink();
            scene.awaitMoment();
            scene.begins();
            trouble.of(link);
            scene.pause(A_WHILE, LONG);
            link.mend();
        });
    }

    private static void slowDown(Link link) {
        link.slowDown(Duration.ofMillis(300));
    }
}
