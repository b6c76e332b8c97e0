package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Timeline;
import io.waybill.shop.order.TimelineEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets followers of an order wait until something happens to it, on any replica. All followers on this replica together
 * cost one query four times a second.
 */
@Component
class Followers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Followers.class);

    private static final int ORDERS_PER_QUERY = 500;

    private final Timeline timeline;
    private final Orders orders;
    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Followers(Timeline timeline, Orders orders) {
        this.timeline = timeline;
        this.orders = orders;
    }

    private record Wait(OrderId order, long after, CompletableFuture<Boolean> over) {}

    /**
     * The entries of an order's timeline after the given one; waits for the next if there is none yet.
     *
     * @return empty if none came in time, or if Waybill is stopping
     */
    List<TimelineEntry> next(OrderId order, long after, Duration patience) {
        List<TimelineEntry> news = timeline.of(order, after);
        if (!news.isEmpty() || !running) {
            return news;
        }
        Wait wait = new Wait(order, after, new CompletableFuture<>());
        waiting.add(wait);
        if (!running) {
            // It may have been added too late for stop() to release it.
            wait.over().complete(false);
        }
        try {
            return wait.over().get(patience.toMillis(), TimeUnit.MILLISECONDS) ? timeline.of(order, after) : List.of();
        } catch (TimeoutException nothing) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(wait);
        }
    }

    /** The order with its lines, at its end or as it is when the time is up. */
    Order awaitEnd(OrderId id, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long last = 0;
        boolean ended = false;
        while (!ended && running && System.nanoTime() < deadline) {
            for (TimelineEntry entry : next(id, last, Duration.ofNanos(deadline - System.nanoTime()))) {
                last = entry.id();
                ended = ended || entry.isLast();
            }
        }
        return orders.findWithLines(id, null).orElseThrow();
    }

    boolean isStopping() {
        return !running;
    }

    @Scheduled(fixedDelay = 250)
    void look() {
        Map<OrderId, List<Wait>> byOrder = waiting.stream().collect(Collectors.groupingBy(Wait::order));
        List<String> all = byOrder.keySet().stream().map(OrderId::value).toList();
        try {
            for (int from = 0; from < all.size(); from += ORDERS_PER_QUERY) {
                List<String> some = all.subList(from, Math.min(all.size(), from + ORDERS_PER_QUERY));
                timeline.latest(some)
                        .forEach(latest -> byOrder.getOrDefault(OrderId.of(latest.order()), List.of()).stream()
                                .filter(wait -> wait.after() < latest.entry())
                                .forEach(wait -> wait.over().complete(true)));
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("Cannot read the timelines; followers of orders wait for the next try", e);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Called before the web server waits for running calls to end. */
    @Override
    public void stop() {
        running = false;
        waiting.forEach(wait -> wait.over().complete(false));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
