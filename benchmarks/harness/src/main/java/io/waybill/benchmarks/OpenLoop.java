package io.waybill.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders by a schedule that does not wait for answers, as customers do: at random moments, so many a second on
 * average. Every time is counted from the moment of the schedule, so an order that had to wait for its turn has waited.
 */
final class OpenLoop {

    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpContender contender;
    private final Map<String, Instant> intended = new ConcurrentHashMap<>();
    private final Histogram accepted = new ConcurrentHistogram(3);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    private OpenLoop(HttpContender contender) {
        this.contender = contender;
    }

    /**
     * In microseconds, from the moment of the schedule.
     *
     * @param accepted until the answer 202
     * @param ended until the order was completed or rejected
     */
    record Latency(Histogram accepted, Histogram ended) {}

    static Latency measure(HttpContender contender, Workload workload, double perSecond, Duration time, long seed) {
        OpenLoop loop = new OpenLoop(contender);
        contender.beginCount();
        loop.place(workload.orders(seed), perSecond, time, seed);
        return new Latency(loop.accepted, loop.ended());
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
            String answer = contender.http().post("/orders", order.json());
            accepted.recordValue((System.nanoTime() - moment) / 1_000);
            intended.put(JSON.readTree(answer).path("id").stringValue(), instant);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void sleepUntil(long moment) {
        long left = moment - System.nanoTime();
        if (left > 0) {
            Waiting.milliseconds(left / 1_000_000);
        }
    }

    private Histogram ended() {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        while (contender.ended() < intended.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not all orders of %s have ended".formatted(contender.name()));
            }
            Waiting.milliseconds(200);
        }
        Histogram ended = new Histogram(3);
        contender
                .database()
                .query(
                        "select order_id, closed_at from orders where placed_at >= ?",
                        row -> {
                            Instant moment = intended.get(row.getString(1));
                            if (moment != null) {
                                Instant end =
                                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                                ended.recordValue(Math.max(
                                        0, Duration.between(moment, end).toNanos() / 1_000));
                            }
                        },
                        contender.countedFrom());
        return ended;
    }
}
