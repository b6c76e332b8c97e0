package io.waybill.shop.order.placing;

import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.engine.Engines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The accepted orders whose process has not started yet. Their number is limited: a caller who is refused can try
 * again, but an accepted order must not wait for hours. They are counted once a second.
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
     * Makes room for this many more.
     *
     * @throws Unavailable if there is none
     */
    void add(int more) {
        // If another thread is counting, use the previous count.
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
                    "Too many orders are waiting to start. This order was not accepted; try again later.",
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
