package io.waybill.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Places orders by a schedule that does not wait for answers, as customers do: at random moments, at a given average
 * rate. Each order is timed from its scheduled moment, so the time that it waits to be sent counts, too.
 */
final class OpenLoop {

    private final Receiver receiver;
    private final Map<String, Instant> moments = new ConcurrentHashMap<>();
    private final Histogram answered = new ConcurrentHistogram(3);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private OpenLoop(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Accepts orders. Called by several threads at once. */
    interface Receiver {

        /** Returns the id when the order is accepted. */
        String place(NewOrder order);
    }

    /**
     * The result.
     *
     * @param answered how long the answer took, in microseconds from the scheduled moment
     * @param moments the scheduled moments, by order id
     */
    record Placed(Histogram answered, Map<String, Instant> moments) {}

    /** @throws RuntimeException the first failure of an order, after all others have been placed */
    static Placed place(Receiver receiver, Supplier<NewOrder> orders, double perSecond, Duration time, long seed) {
        OpenLoop loop = new OpenLoop(receiver);
        loop.place(orders, perSecond, time, seed);
        return new Placed(loop.answered, loop.moments);
    }

    private void place(Supplier<NewOrder> orders, double perSecond, Duration time, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            Instant beginInstant = Instant.now();
            double at = 0;
            while (at < time.toNanos()) {
                long offset = (long) at;
                NewOrder order = orders.get();
                sleepUntil(begin + offset);
                threads.submit(() -> place(order, begin + offset, beginInstant.plusNanos(offset)));
                at += -Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void place(NewOrder order, long moment, Instant instant) {
        try {
            String id = receiver.place(order);
            answered.recordValue((System.nanoTime() - moment) / 1_000);
            moments.put(id, instant);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void sleepUntil(long moment) {
        long left = moment - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = moment - System.nanoTime();
        }
    }
}
