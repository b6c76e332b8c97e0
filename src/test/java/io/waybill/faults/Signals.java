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
    private static final String UNDO = "(account|stock)\\.release|(production|delivery)\\.cancel";
    private static final String OFFER = "delivery\\.offer";

    /** Longer than it takes until a replica that is not heard of is taken for dead. */
    private static final Duration TAKEN_FOR_DEAD = Duration.ofSeconds(12);

    private Signals() {}

    static List<Fault> kills() {
        return List.of(
                kill(
                        "kill-before-stretch",
                        "with a message for the engine, before anything is done",
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
                        "after a stretch's commit, before the outbox notes it",
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
                        "after SQS took a message, before the outbox notes it",
                        Point.SENT,
                        QUEUE,
                        1.2),
                kill(
                        "kill-before-answering",
                        "after the commit of a call over HTTP, before its answer",
                        Point.AFTER_COMMIT,
                        FaultPoints.CALL,
                        0.6));
    }

    /** Killed with the lock on a job: of a step that failed and waits for its next try, or of a timer. */
    static List<Fault> jobExecutor() {
        return List.of(
                new Fault(
                        "retry-killed",
                        "SIGKILL of Waybill while it tries a step again",
                        Set.of(WAYBILL, STEPS),
                        scene -> {
                            scene.waybill().tell(Commands.fail(STEP, 0.3, true));
                            killWhere(scene, scene.waybill(), Point.IN_JOB, STEP, scene.between(1, 5));
                            scene.waybill().up();
                        }),
                new Fault(
                                "retry-killed-for-good",
                                "SIGKILL of one of two replicas while it tries a step again, for good",
                                Set.of(WAYBILL, STEPS),
                                scene -> {
                                    scene.waybill().tell(Commands.fail(STEP, 0.3, true));
                                    scene.second().tell(Commands.fail(STEP, 0.3, true));
                                    killWhere(scene, scene.second(), Point.IN_JOB, STEP, 1);
                                })
                        .onTwoReplicas()
                        .notQuick(),
                new Fault("timer-killed", "SIGKILL of Waybill at a timer", Set.of(WAYBILL, DRIVERS), scene -> {
                            scene.world().setSilent(true);
                            killWhere(scene, scene.waybill(), Point.IN_JOB, OFFER, scene.between(1, 5));
                            scene.world().setSilent(false);
                            scene.waybill().up();
                        })
                        .with(Faults.TIME_OF_A_DRIVER, "3s")
                        .notQuick(),
                new Fault(
                                "timer-killed-for-good",
                                "SIGKILL of one of two replicas at a timer, for good",
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

    /** @param latest at which pass it strikes at the latest, for each order of the run: fewer than there are, all replicas together */
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

    /** The other replica takes up what it was at, so that two are at one message when it goes on. */
    private static Fault frozen(String name, String where, Point point, String what) {
        return new Fault(
                        name,
                        "one of two replicas is frozen %s, taken for dead, and goes on".formatted(where),
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
