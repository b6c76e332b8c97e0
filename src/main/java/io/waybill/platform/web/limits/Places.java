package io.waybill.platform.web.limits;

import io.waybill.core.refusal.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits how many requests are handled at once. A caller who finds no place within a moment is refused: in a longer
 * queue everybody would wait until nobody is answered in time and the memory is full. New orders have their own places,
 * so that a flood of them does not keep drivers from accepting, or callers from cancelling, running orders.
 */
@Component
class Places {

    /** Long enough for a burst to pass. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final Semaphore requests;
    private final Semaphore orders;
    private final Semaphore followers;
    private final Semaphore batches;

    Places(LimitSettings settings) {
        requests = new Semaphore(settings.requestsAtOnce(), true);
        orders = new Semaphore(settings.ordersAtOnce(), true);
        followers = new Semaphore(settings.followersAtOnce(), true);
        batches = new Semaphore(settings.batchesAtOnce(), true);
    }

    /**
     * Takes a place; the caller must release it.
     *
     * @throws Unavailable if there is none
     */
    Semaphore take(HttpServletRequest request) {
        Semaphore places = of(request);
        try {
            if (places.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
                return places;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unavailable("Waybill is handling as many requests as it can. Nothing was done; try again.", 1);
    }

    private Semaphore of(HttpServletRequest request) {
        String path = request.getServletPath();
        if (path.equals(BodyFilter.BATCH)) {
            return batches;
        }
        if (path.equals("/orders") && request.getMethod().equals("POST")) {
            return orders;
        }
        return path.endsWith("/events") || waits(request.getHeader("Prefer")) ? followers : requests;
    }

    private static boolean waits(@Nullable String preference) {
        return preference != null && preference.toLowerCase(Locale.ROOT).contains("wait");
    }
}
