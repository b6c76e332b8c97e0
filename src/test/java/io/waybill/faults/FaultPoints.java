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
 * What is to go wrong inside a Waybill process, as the suite tells {@link FaultyWaybill}. Every pass of a {@link Point}
 * names what passes: a step's job type, a queue, a message's name, or {@value #CALL} for an HTTP call.
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

    /** What happens to the process, by the name of the signal. */
    enum Signal {
        KILL,
        /** Frozen, until it gets a signal from outside to continue. */
        STOP
    }

    private record Strike(Signal signal, Point point, Pattern what, AtomicInteger passes) {}

    /** @param once whether only the first try of a step fails, for each order */
    private record Failing(Pattern steps, double share, boolean once) {}

    private record Slow(Pattern what, Duration most) {}

    /**
     * How SQS delivers.
     *
     * @param twice the share of messages that arrive twice at the same time
     * @param late the share that others overtake
     * @param again the share that arrive once more after {@code earliest} to {@code latest} seconds
     */
    record Queueing(double twice, double late, double again, int earliest, int latest) {
        static final Queueing ORDERLY = new Queueing(0, 0, 0, 0, 0);
    }

    /** Sends the process a signal when something that matches passes this point for the n-th time. */
    void strikeAt(Signal signal, Point point, Pattern what, int pass) {
        strike = new Strike(signal, point, what, new AtomicInteger(pass));
    }

    /** Makes the matching steps fail for a share of the orders, each time or the first time only. */
    void fail(Pattern steps, double share, boolean once) {
        failing = new Failing(steps, share, once);
    }

    /** Delays the matching steps for up to {@code most}, before or after their work. */
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

    /** Counts as one pass if any of these matches. */
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

    /** Nothing in this process can prevent the signal. Before a KILL arrives, the calling thread goes no further. */
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

    /** @param arguments of the step; the first string is the order */
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
            throw new IllegalStateException("The fault suite makes %s fail for order %s".formatted(step, order));
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

    /** A pause either before or after a step's work; the other one is zero. */
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
