package io.waybill.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to go wrong inside a Waybill process, as {@link FaultyWaybill} is told. Every pass of a {@link Point} says what
 * passes: a job's type, a queue, a message's name, or {@value #CALL} for a call over HTTP.
 */
final class FaultPoints {

    static final String CALL = "call";
    static final String OTHER = "other";

    private static final Logger log = LoggerFactory.getLogger(FaultPoints.class);

    private final SplittableRandom random;
    private volatile @Nullable Kill kill;
    private volatile @Nullable Slow slow;
    private volatile double loseReplies;
    private volatile Queueing queueing = Queueing.ORDERLY;

    FaultPoints(long seed) {
        random = new SplittableRandom(seed);
    }

    private record Kill(Point point, Pattern what, AtomicInteger passes) {}

    private record Slow(Pattern what, Duration most) {}

    /**
     * How SQS delivers.
     *
     * @param twice the share of messages that come twice at once
     * @param late the share that others overtake
     * @param again the share that come once more after {@code earliest} to {@code latest} seconds
     */
    record Queueing(double twice, double late, double again, int earliest, int latest) {
        static final Queueing ORDERLY = new Queueing(0, 0, 0, 0, 0);
    }

    /** Has the process killed when this point is passed for the n-th time by something that matches. */
    void killAt(Point point, Pattern what, int pass) {
        kill = new Kill(point, what, new AtomicInteger(pass));
    }

    /** Has the jobs that match take up to so long, before or after their work. */
    void slowDown(Pattern jobs, Duration most) {
        slow = new Slow(jobs, most);
    }

    /** Has the engine's answers to this share of the messages get lost on the way. */
    void loseReplies(double share) {
        loseReplies = share;
    }

    void queueing(Queueing how) {
        queueing = how;
    }

    Queueing queueing() {
        return queueing;
    }

    void calm() {
        kill = null;
        slow = null;
        loseReplies = 0;
        queueing = Queueing.ORDERLY;
    }

    void pass(Point point, String what) {
        Kill armed = kill;
        if (armed != null
                && armed.point == point
                && armed.what.matcher(what).matches()
                && armed.passes.decrementAndGet() == 0) {
            log.info("Killed {}: {}", point, what);
            killThisProcess();
        }
    }

    /** As kill -9 does it: nothing in this process has a say. The thread that got here goes no further. */
    private static void killThisProcess() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        while (true) {
            LockSupport.park();
        }
    }

    boolean losesReply() {
        return happens(loseReplies);
    }

    boolean happens(double share) {
        return share > 0 && draw() < share;
    }

    synchronized int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private synchronized double draw() {
        return random.nextDouble();
    }

    /** A pause before a job's work and one after it, of which one is none. */
    Pause pauseAround(String job) {
        Slow slowed = slow;
        if (slowed == null || !slowed.what.matcher(job).matches()) {
            return new Pause(0, 0);
        }
        int millis = between(0, (int) slowed.most.toMillis());
        return happens(0.5) ? new Pause(millis, 0) : new Pause(0, millis);
    }

    record Pause(int millisBefore, int millisAfter) {}
}
