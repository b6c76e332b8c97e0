package io.waybill.faults;

import static io.waybill.faults.Fault.Part.CLOCK;
import static io.waybill.faults.Fault.Part.CLUSTER;
import static io.waybill.faults.Fault.Part.DATABASE;
import static io.waybill.faults.Fault.Part.ENGINE;
import static io.waybill.faults.Fault.Part.JOBS;
import static io.waybill.faults.Fault.Part.QUEUES;
import static io.waybill.faults.Fault.Part.WAYBILL;

import io.waybill.embedded.ZeebeBroker;
import io.waybill.faults.FaultPoints.Queueing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All faults. */
final class Faults {

    private static final String JOB = "[a-z]+\\.[a-z]+";
    private static final String UNDO = "(account|stock)\\.release|(production|delivery)\\.cancel";
    private static final String ANY = ".*";

    private static final List<String> JOBS_OF_ALL_ORDERS = List.of(
            "account.reserve", "stock.reserve", "delivery.book", "order.commit", "stock.release", "order.reject");

    private static final Duration TIME_TO_DIE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final Duration THE_WAY_OF_AN_ORDER = Duration.ofSeconds(10);

    private Faults() {}

    static final List<Fault> ALL = List.of(
            kill("kill-before-transaction", "before a job's transaction", Point.BEFORE_TRANSACTION, JOB, 2.5),
            kill("kill-before-commit", "in a job's transaction, before its commit", Point.BEFORE_COMMIT, JOB, 2.5),
            kill(
                    "kill-before-completing",
                    "after a job's commit, before the engine is told",
                    Point.AFTER_COMMIT,
                    JOB,
                    2.5),
            kill("kill-after-completing", "after the engine was told of a job", Point.COMPLETED, ANY, 2.5),
            kill("kill-before-sending", "after a message's commit, before it is sent", Point.SENDING, ANY, 1.6),
            kill("kill-after-sending", "after a message was sent, before it is marked", Point.SENT, ANY, 1.6),
            kill("kill-mid-undo", "in an undo's transaction", Point.BEFORE_COMMIT, UNDO, 0.13),
            kill(
                    "kill-after-undo",
                    "after an undo's commit, before the engine is told",
                    Point.AFTER_COMMIT,
                    UNDO,
                    0.13),
            kill(
                    "kill-before-answering",
                    "after the commit of a call over HTTP, before its answer",
                    Point.AFTER_COMMIT,
                    FaultPoints.CALL,
                    0.6),
            new Fault("replica-killed", "SIGKILL of one of two replicas, for good", Set.of(WAYBILL), scene -> {
                        scene.awaitMoment();
                        scene.begins();
                        scene.second().kill();
                    })
                    .onTwoReplicas()
                    .notQuick(),
            new Fault("broker-killed", "SIGKILL of the broker, then its start", Set.of(ENGINE), scene -> {
                scene.awaitMoment();
                scene.begins();
                scene.servers().zeebe().kill();
                scene.servers().zeebe().start();
            }),
            new Fault("database-killed", "SIGKILL of MariaDB, then its start", Set.of(DATABASE), scene -> {
                scene.awaitMoment();
                scene.begins();
                scene.servers().mariaDb().kill();
                scene.servers().mariaDb().start();
            }),
            new Fault(
                    "both-killed",
                    "SIGKILL of broker and MariaDB, then their start",
                    Set.of(ENGINE, DATABASE),
                    scene -> {
                        scene.awaitMoment();
                        scene.begins();
                        scene.servers().zeebe().kill();
                        scene.servers().mariaDb().kill();
                        scene.servers().mariaDb().start();
                        scene.servers().zeebe().start();
                    }),
            new Fault("sqs-down", "SQS refuses connections for 2 to 4 s", Set.of(QUEUES), scene -> {
                scene.awaitMoment();
                scene.begins();
                scene.servers().sqsLink().cut();
                scene.pause(A_WHILE, LONG);
                scene.servers().sqsLink().mend();
            }),
            queueing("sqs-twice", "30% of the messages come twice", new Queueing(0.3, 0, 0, 0, 0)),
            queueing("sqs-disorder", "30% of the messages are overtaken, by 1 to 3 s", new Queueing(0, 0.3, 0, 0, 0)),
            queueing(
                            "sqs-again",
                            "half of the messages come once more after 1 to 2 minutes",
                            new Queueing(0, 0, 0.5, 60, 120))
                    .echoing(Duration.ofSeconds(125)),
            new Fault(
                            "jobs-twice",
                            "handlers take up to 4 s and jobs time out after 2 s, so two workers have the same job",
                            Set.of(JOBS),
                            scene -> {
                                scene.begins();
                                scene.waybill().tell(Commands.slow(JOB, Duration.ofSeconds(4)));
                                scene.second().tell(Commands.slow(JOB, Duration.ofSeconds(4)));
                                scene.pause(THE_WAY_OF_AN_ORDER, THE_WAY_OF_AN_ORDER);
                            })
                    .with("camunda.client.worker.defaults.timeout", "PT2S")
                    .onTwoReplicas()
                    .notQuick(),
            new Fault(
                    "undo-races-do",
                    "steps take up to 3 s, so cancellations and refusals overtake them",
                    Set.of(JOBS),
                    scene -> {
                        scene.begins();
                        scene.waybill()
                                .tell(Commands.slow(
                                        "account.reserve|stock.reserve|production.request|delivery.book",
                                        Duration.ofSeconds(3)));
                        scene.pause(LONG, LONG);
                    }),
            new Fault(
                    "reply-lost",
                    "the engine takes half of the messages, the start's among them, but its answer is lost",
                    Set.of(JOBS),
                    scene -> {
                        scene.begins();
                        scene.waybill().tell(Commands.loseReplies(0.5));
                        scene.pause(LONG, LONG);
                    }),
            link("engine-cut", "the link to the engine is cut for 2 to 4 s", ENGINE, Link::cut),
            link("engine-silent", "the link to the engine lets nothing through for 2 to 4 s", ENGINE, Link::silence),
            link("engine-slow", "the link to the engine takes up to 300 ms more each way", ENGINE, Faults::slowDown),
            link("database-cut", "the link to MariaDB is cut for 2 to 4 s", DATABASE, Link::cut),
            link("database-silent", "the link to MariaDB lets nothing through for 2 to 4 s", DATABASE, Link::silence),
            link("database-slow", "the link to MariaDB takes up to 300 ms more each way", DATABASE, Faults::slowDown),
            link("sqs-silent", "the link to SQS lets nothing through for 2 to 4 s", QUEUES, Link::silence),
            link("sqs-slow", "the link to SQS takes up to 300 ms more each way", QUEUES, Faults::slowDown),
            new Fault(
                    "clock-jumps",
                    "Waybill's clock jumps by an hour, ahead or back, and back again",
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
                    .onTwoReplicas(),
            new Fault("worker-away", "one type of worker is away for 2 to 4 s", Set.of(WAYBILL, JOBS), scene -> {
                        Map<String, String> usual = scene.waybill().settings();
                        Map<String, String> less = new TreeMap<>(usual);
                        String job = JOBS_OF_ALL_ORDERS.get(scene.between(0, JOBS_OF_ALL_ORDERS.size() - 1));
                        less.put("camunda.client.worker.override[%s].enabled".formatted(job), "false");
                        scene.awaitMoment();
                        scene.begins();
                        scene.waybill().up(less);
                        scene.pause(A_WHILE, LONG);
                        scene.waybill().up(usual);
                    })
                    .notQuick(),
            new Fault(
                    "poison",
                    "each queue that Waybill reads has messages that are malformed, or of an order that there is not",
                    Set.of(QUEUES),
                    scene -> {
                        scene.awaitMoment();
                        scene.begins();
                        Poison.into(scene.servers().sqs()).awaitDeadLetters(TIME_TO_DIE);
                    }),
            new Fault(
                    "disk-full",
                    "MariaDB finds no room for what the outbox is to keep, for 2 to 4 s",
                    Set.of(DATABASE),
                    scene -> {
                        scene.awaitMoment();
                        FullDisk disk = FullDisk.under(scene.servers());
                        scene.begins();
                        scene.pause(A_WHILE, LONG);
                        disk.makeRoom();
                    }),
            new Fault(
                            "one-of-three-brokers-killed",
                            "SIGKILL of one of three brokers that all have everything, then its start",
                            Set.of(ENGINE, CLUSTER),
                            scene -> {
                                ZeebeBroker broker =
                                        scene.servers().cluster().brokers().get(scene.between(0, 2));
                                scene.awaitMoment();
                                scene.begins();
                                broker.kill();
                                scene.pause(A_WHILE, LONG);
                                broker.start();
                            })
                    .notQuick());

    static Fault named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name + ", but "
                        + ALL.stream().map(Fault::name).toList()));
    }

    /** @param latest at which pass it strikes at the latest, for each order of the run: fewer than there are */
    private static Fault kill(String name, String where, Point point, String what, double latest) {
        return new Fault(name, "SIGKILL of Waybill " + where, Set.of(WAYBILL), scene -> {
            int pass = scene.between(1, (int) Math.max(1, latest * scene.orders()));
            scene.waybill().tell(Commands.kill(point, what, pass));
            if (!scene.waybill().awaitEnd(TIME_TO_DIE)) {
                throw new IllegalStateException("The point was not reached");
            }
            scene.begins();
            scene.waybill().up();
        });
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
            Link link = switch (part) {
                case ENGINE -> scene.servers().zeebeLink();
                case DATABASE -> scene.servers().mariaDbLink();
                default -> scene.servers().sqsLink();
            };
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
