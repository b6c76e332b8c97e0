package io.waybill.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to go wrong inside a Waybill process, as {@link FaultyWaybill} is told. Every pass of a {@link Point} says what
 * passes: a step's job type, a queue, a message's name, or {@value #CALL} for a call over HTTP.
 */
final class FaultPoints {

    static final String CALL = "call";

    private static final Logger log = LoggerFactory.getLogger(FaultPoints.class);

    private final SplittableRandom random;
    private final Set<String> failedBefore = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Strike strike;
    private volatile @Nullable Failing failing;
    private volatile @Nullable Slow slow;
    private volatile Queueing queueing = Queueing.ORDERLY;

    FaultPoints(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What is done to the process, by the name of the signal. */
    enum Signal {
        KILL,
        /** Frozen, until it is told to go on from outside. */
        STOP
    }

    private record Strike(Signal signal, Point point, Pattern what, AtomicInteger passes) {}

    /** @param once for each order whether only the first try of a step fails */
    private record Failing(Pattern steps, double share, boolean once) {}

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

    /** Has the process sent a signal when this point is passed for the n-th time by something that matches. */
    void strikeAt(Signal signal, Point point, Pattern what, int pass) {
        strike = new Strike(signal, point, what, new AtomicInteger(pass));
    }

    /** Has the steps that match fail for a share of the orders, each time or the first time only. */
    void fail(Pattern steps, double share, boolean once) {
        failing = new Failing(steps, share, once);
    }

    /** Has the steps that match take up to so long, before or after their work. */
    void slowDown(Pattern steps, Duration most) {
        slow = new Slow(steps, most);
    }

    void queueing(Queueing how) {
        queueing = how;
    }

    Queueing queueing() {
        return queueing;
    }

    void calm() {
        strike = null;
        failing = null;
        slow = null;
        failedBefore.clear();
        queueing = Queueing.ORDERLY;
    }

    void pass(Point point, String what) {
        passOneOf(point, List.of(what));
    }

    /** One pass, if any of these matches. */
    void passOneOf(Point point, Collection<String> these) {
        Strike armed = strike;
        if (armed != null
                && armed.point == point
                && these.stream().anyMatch(what -> armed.what.matcher(what).matches())
                && armed.passes.decrementAndGet() == 0) {
            log.info("{} {}: {}", armed.signal, point, these);
            signal(armed.signal);
        }
    }

    /** Nothing in this process has a say in it. The thread that got here goes no further before it came. */
    private static void signal(Signal signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        while (signal == Signal.KILL) {
            LockSupport.park();
        }
    }

    /** @param arguments of the step, of which the first string is the order */
    void failIfToldTo(String step, @Nullable Object[] arguments) {
        Failing told = failing;
        if (told == null || !told.steps.matcher(step).matches()) {
            return;
        }
        String order = Stream.of(arguments)
                .filter(String.class::isInstance)
                .map(Object::toString)
                .findFirst()
                .orElse("");
        boolean isChosen = Math.floorMod((order + step).hashCode(), 1_000) < told.share * 1_000;
        if (isChosen && (failedBefore.add(order + step) || !told.once)) {
            throw new IllegalStateException("The fault suite has %s fail for order %s".formatted(step, order));
        }
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

    /** A pause before a step's work and one after it, of which one is none. */
    Pause pauseAround(String step) {
        Slow slowed = slow;
        if (slowed == null || !slowed.what.matcher(step).matches()) {
            return new Pause(0, 0);
        }
        int millis = between(0, (int) slowed.most.toMillis());
        return happens(0.5) ? new Pause(millis, 0) : new Pause(0, millis);
    }

    record Pause(int millisBefore, int millisAfter) {}
}
