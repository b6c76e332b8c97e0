package io.waybill.faults;

import static io.waybill.faults.Fault.Part.DRIVERS;
import static io.waybill.faults.Fault.Part.STEPS;
import static io.waybill.faults.Fault.Part.WAYBILL;

import io.waybill.faults.FaultPoints.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Waybill killed, or frozen, at each point of its work. */
final class Signals {

    private static final String STEP = "[a-z]+\\.[a-z]+";
    private static final String MESSAGE = "[a-z]+\\.[a-z-]+";
    private static final String QUEUE = "[a-z]+-[a-z]+";
    private static final String UNDO = "(account|stock|fee|reservation|place)\\.release|(production|delivery)\\.cancel";
    private static final String OFFER = "(delivery|reservation)\\.offer";

    /** Longer than it takes until a silent replica is considered dead. */
    private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(12);

    private Signals() {}

    static List<Fault> kills() {
        return List.of(
                kill(
                        "kill-before-stretch",
                        "with a message for the engine, before it has done anything",
                        Point.SENDING,
                        MESSAGE,
                        1.3),
                kill("kill-between-steps", "between two steps of a stretch", Point.BETWEEN_STEPS, STEP, 2),
                kill("kill-in-step", "in a step", Point.IN_STEP, STEP, 2.5),
                kill(
                        "kill-before-commit",
                        "at the end of a stretch, before its commit",
                        Point.BEFORE_COMMIT,
                        STEP,
                        1.3),
                kill(
                        "kill-after-commit",
                        "after a stretch's commit, before the outbox records it",
                        Point.AFTER_COMMIT,
                        STEP,
                        1.3),
                kill("kill-mid-undo", "in an undo", Point.IN_STEP, UNDO, 0.13),
                kill("kill-after-undo", "after the commit of a stretch with an undo", Point.AFTER_COMMIT, UNDO, 0.13),
                kill(
                        "kill-before-sending",
                        "after a message's commit, before it is sent to SQS",
                        Point.SENDING,
                        QUEUE,
                        1.2),
                kill(
                        "kill-after-sending",
                        "after SQS accepted a message, before the outbox records it",
                        Point.SENT,
                        QUEUE,
                        1.2),
                kill(
                        "kill-before-answering",
                        "after the commit of an HTTP call, before its answer",
                        Point.AFTER_COMMIT,
                        FaultPoints.CALL,
                        0.6));
    }

    /** Killed while it holds the lock on a job: the retry of a failed step, or a timer. */
    static List<Fault> jobExecutor() {
        return List.of(
                new Fault(
                        "retry-killed", "SIGKILL of Waybill while it retries a step", Set.of(WAYBILL, STEPS), scene -> {
                            scene.waybill().tell(Commands.fail(STEP, 0.3, true));
                            killWhere(scene, scene.waybill(), Point.IN_JOB, STEP, scene.between(1, 5));
                            scene.waybill().up();
                        }),
                new Fault(
                                "retry-killed-for-good",
                                "SIGKILL of one of two replicas while it retries a step, for good",
                                Set.of(WAYBILL, STEPS),
                                scene -> {
                                    scene.waybill().tell(Commands.fail(STEP, 0.3, true));
                                    scene.second().tell(Commands.fail(STEP, 0.3, true));
                                    killWhere(scene, scene.second(), Point.IN_JOB, STEP, 1);
                                })
                        .onTwoReplicas()
                        .notQuick(),
                new Fault("timer-killed", "SIGKILL of Waybill firing a timer", Set.of(WAYBILL, DRIVERS), scene -> {
                            scene.world().setSilent(true);
                            killWhere(scene, scene.waybill(), Point.IN_JOB, OFFER, scene.between(1, 5));
                            scene.world().setSilent(false);
                            scene.waybill().up();
                        })
                        .with(Faults.TIME_OF_A_DRIVER, "3s")
                        .notQuick(),
                new Fault(
                                "timer-killed-for-good",
                                "SIGKILL of one of two replicas firing a timer, for good",
                                Set.of(WAYBILL, DRIVERS),
                                scene -> {
                                    scene.world().setSilent(true);
                                    killWhere(scene, scene.second(), Point.IN_JOB, OFFER, 1);
                                    scene.world().setSilent(false);
                                })
                        .with(Faults.TIME_OF_A_DRIVER, "3s")
                        .onTwoReplicas()
                        .notQuick());
    }

    static List<Fault> twoReplicas() {
        return List.of(
                new Fault("replica-killed", "SIGKILL of one of two replicas, for good", Set.of(WAYBILL), scene -> {
                            scene.awaitMoment();
                            scene.begins();
                            scene.second().kill();
                        })
                        .onTwoReplicas()
                        .notQuick(),
                frozen("frozen-before-stretch", "with a message for the engine", Point.SENDING, MESSAGE),
                frozen("frozen-before-commit", "at the end of a stretch, before its commit", Point.BEFORE_COMMIT, STEP),
                frozen("frozen-after-commit", "after a stretch's commit", Point.AFTER_COMMIT, STEP));
    }

    /** @param latest the latest pass at which it strikes, per order: fewer than all replicas together make */
    private static Fault kill(String name, String where, Point point, String what, double latest) {
        return new Fault(name, "SIGKILL of Waybill " + where, Set.of(WAYBILL), scene -> {
            int latestPass = (int) (latest * scene.orders() / scene.replicas());
            killWhere(scene, scene.waybill(), point, what, scene.between(1, Math.max(1, latestPass)));
            scene.waybill().up();
        });
    }

    private static void killWhere(Scene scene, Waybill waybill, Point point, String what, int pass)
            throws InterruptedException {
        waybill.tell(Commands.strike(Signal.KILL, point, what, pass));
        if (!waybill.awaitEnd(Faults.PATIENCE)) {
            throw new IllegalStateException("The point was not reached");
        }
        scene.begins();
    }

    /** The other replica takes up its work, so that both work on one message when the frozen one continues. */
    private static Fault frozen(String name, String where, Point point, String what) {
        return new Fault(
                        name,
                        "one of two replicas is frozen %s, considered dead, and continues".formatted(where),
                        Set.of(WAYBILL),
                        scene -> {
                            scene.second().tell(Commands.strike(Signal.STOP, point, what, scene.between(1, 3)));
                            if (!scene.second().awaitFrozen(Faults.PATIENCE)) {
                                throw new IllegalStateException("The point was not reached");
                            }
                            scene.begins();
                            scene.pause(TAKEN_FOR_DEAD, TAKEN_FOR_DEAD);
                            scene.second().thaw();
                        })
                .onTwoReplicas()
                .notQuick();
    }
}
