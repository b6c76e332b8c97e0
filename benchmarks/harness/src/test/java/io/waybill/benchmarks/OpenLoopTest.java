package io.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void keeps_its_schedule_and_counts_the_wait_of_all_who_come_while_nothing_is_answered() {
        ReentrantLock counter = new ReentrantLock();
        AtomicInteger orders = new AtomicInteger();
        OpenLoop.Receiver shop = order -> {
            counter.lock();
            try {
                if (orders.incrementAndGet() == 100) {
                    Waiting.milliseconds(1_000);
                }
                return UUID.randomUUID().toString();
            } finally {
                counter.unlock();
            }
        };

        OpenLoop.Placed placed = OpenLoop.place(shop, Workload.COMMON.orders(1), 200, TWO_SECONDS, 1);

        assertThat(placed.moments()).hasSizeBetween(320, 480).hasSize((int)
                placed.answered().getTotalCount());
        assertThat(placed.answered().getCountBetweenValues(100_000, 1_100_000)).isGreaterThan(120);
    }

    @Test
    void breaks_off_with_what_an_order_failed_with() {
        OpenLoop.Receiver closed = order -> {
            throw new IllegalStateException("closed");
        };

        assertThatThrownBy(() -> OpenLoop.place(closed, Workload.COMMON.orders(1), 50, Duration.ofMillis(200), 1))
                .hasMessage("closed");
    }
}
