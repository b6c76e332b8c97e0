package io.waybill.shop.order;

import io.waybill.platform.engine.Engines;
import io.waybill.platform.web.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The orders that were accepted and whose process has not started. There may be so many of them and no more: who is refused
 * can try again, who is accepted is not to wait for hours. They are counted once a second.
 */
@Component
class Backlog {

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);
    private static final long SECONDS_TO_WAIT = 10;

    private final Engines engines;
    private final BacklogSettings settings;
    private final Clock clock;
    private final ReentrantLock counting = new ReentrantLock();
    private final AtomicLong orders = new AtomicLong();
    private volatile Instant counted = Instant.MIN;

    Backlog(Engines engines, BacklogSettings settings, Clock clock) {
        this.engines = engines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes room for so many more.
     *
     * @throws Unavailable if there is none
     */
    void add(int more) {
        // Whoever comes while another counts goes by the count before.
        if (counting.tryLock()) {
            try {
                count();
            } finally {
                counting.unlock();
            }
        }
        if (orders.addAndGet(more) > settings.backlog()) {
            orders.addAndGet(-more);
            throw new Unavailable(
                    "More orders wait for their start than Waybill takes on. This one was not accepted; try again.",
                    SECONDS_TO_WAIT);
        }
    }

    private void count() {
        Instant now = clock.instant();
        if (counted.isBefore(now.minus(BETWEEN_COUNTS))) {
            orders.set(engines.startsUnderWay());
            counted = now;
        }
    }
}
