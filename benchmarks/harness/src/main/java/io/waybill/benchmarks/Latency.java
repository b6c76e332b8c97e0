package io.waybill.benchmarks;

import io.waybill.benchmarks.OpenLoop.Placed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long orders take that are placed by a schedule, in microseconds from their scheduled moments.
 *
 * @param accepted until the answer 202
 * @param ended until the order ended, by the database's clock, which is this machine's
 */
record Latency(Histogram accepted, Histogram ended) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    static Latency measure(HttpContender contender, Workload workload, double perSecond, Duration time, long seed) {
        contender.beginCount();
        Placed placed = OpenLoop.place(
                order -> JSON.readTree(contender.http().post("/orders", order.json()))
                        .path("id")
                        .stringValue(),
                workload.orders(seed),
                perSecond,
                time,
                seed);
        awaitEnds(contender, placed.moments().size());
        return new Latency(placed.answered(), ends(contender, placed));
    }

    private static void awaitEnds(HttpContender contender, int orders) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (contender.ended() < orders) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not all orders of %s have ended".formatted(contender.name()));
            }
            Waiting.milliseconds(200);
        }
    }

    private static Histogram ends(HttpContender contender, Placed placed) {
        Histogram ends = new Histogram(3);
        contender
                .database()
                .query(
                        "select order_id, closed_at from orders where placed_at >= ?",
                        row -> {
                            Instant moment = placed.moments().get(row.getString(1));
                            if (moment != null) {
                                Instant end =
                                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                                ends.recordValue(Math.max(
                                        0, Duration.between(moment, end).toNanos() / 1_000));
                            }
                        },
                        contender.countedFrom());
        return ends;
    }
}
