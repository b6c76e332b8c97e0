package io.waybill.shop.order;

import io.waybill.core.OrderClosed;
import io.waybill.core.OrderId;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.StepTaken;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.platform.web.Conflict;
import io.waybill.platform.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the process does to the order itself, and how the order follows what the participants do. */
@Service
class Fulfilment implements PlacedOrders {

    private final Orders orders;
    private final OrderRows rows;
    private final TimelineWriter timeline;
    private final Outbox outbox;
    private final QueueSender queue;
    private final ProcessMessages process;
    private final ApplicationEventPublisher events;
    private final Progress progress;
    private final Clock clock;

    Fulfilment(
            Orders orders,
            OrderRows rows,
            TimelineWriter timeline,
            Outbox outbox,
            QueueSender queue,
            ProcessMessages process,
            ApplicationEventPublisher events,
            Progress progress,
            Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.timeline = timeline;
        this.outbox = outbox;
        this.queue = queue;
        this.process = process;
        this.events = events;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public PlacedOrder get(OrderId id) {
        return rows.find(id).orElseThrow(() -> unknown(id));
    }

    /** The pivot. Answers false if a cancellation was asked for before. */
    @Transactional
    public boolean commit(OrderId id) {
        Order order = lock(id);
        boolean before = order.status().isBeforePivot();
        boolean committed = order.commit();
        if (committed && before) {
            events.publishEvent(
                    StepTaken.done(id, "order.commit", "It will be shipped and can no longer be cancelled"));
            progress.made(order);
        }
        return committed;
    }

    @Transactional
    public void complete(OrderId id) {
        Order order = lock(id);
        if (order.complete(clock.instant())) {
            events.publishEvent(StepTaken.done(id, "order.complete", "Completed"));
            announce(order);
        }
    }

    @Transactional
    public void reject(OrderId id, Cause cause) {
        end(id, OrderStatus.REJECTED, "order.reject", cause);
    }

    @Transactional
    public void cancel(OrderId id, Cause cause) {
        end(id, OrderStatus.CANCELLED, "order.cancel", cause);
    }

    /**
     * Ends the order and has every participant close its books for it, in this transaction (law 3). Does nothing if it has
     * ended without shipping before. The order's own row is taken last, as it is in every step: so they do not deadlock.
     *
     * @throws IllegalStateException if it is shipped: what is sold cannot be undone
     */
    private void end(OrderId id, OrderStatus ending, String step, Cause cause) {
        OrderStatus status = rows.statusOf(id).orElseThrow(() -> unknown(id));
        if (status.isUndone()) {
            return;
        }
        if (!status.isBeforePivot()) {
            throw new IllegalStateException("Order %s is %s and cannot be %s any more".formatted(id, status, ending));
        }
        String reason = reason(id, cause);
        Order order = closeBooksAndLock(id);
        order.end(ending, reason, clock.instant());
        events.publishEvent(StepTaken.done(id, step, reason));
        announce(order);
    }

    private Order closeBooksAndLock(OrderId id) {
        events.publishEvent(new OrderClosed(id));
        return lock(id);
    }

    /**
     * Ends the order on somebody's word, whatever its process does, and has that stopped.
     *
     * @throws NotFound if there is no such order
     * @throws Conflict if it is too late
     */
    @Transactional
    public Order end(OrderId id, String who, String why) {
        requireBeforePivot(rows.statusOf(id).orElseThrow(() -> new NotFound("order", id)));
        Order order = closeBooksAndLock(id);
        requireBeforePivot(order.status());
        order.end(OrderStatus.CANCELLED, why, clock.instant());
        events.publishEvent(StepTaken.done(id, "order.end", who + ": " + why));
        events.publishEvent(StepTaken.done(id, "order.cancel", why));
        announce(order);
        process.stop(id);
        return order;
    }

    /**
     * Ends an order that can no longer be fulfilled, because its cancellation was asked for or its compensation had begun.
     * Answers false for any other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(OrderId id, String why) {
        Optional<Cause> cause = rows.statusOf(id)
                .filter(OrderStatus::isBeforePivot)
                .flatMap(status -> timeline.causeOfUndo(id, rows.isToBeCancelled(id), status));
        cause.ifPresent(known -> {
            events.publishEvent(StepTaken.done(id, "order.restart", why));
            if (known.rejects()) {
                reject(id, known);
            } else {
                cancel(id, known);
            }
        });
        return cause.isPresent();
    }

    private static void requireBeforePivot(OrderStatus status) {
        if (!status.isBeforePivot()) {
            throw new Conflict(
                    status.isFinal()
                            ? "The order is %s already".formatted(status)
                            : "The order is %s and can only be carried out: retry it".formatted(status));
        }
    }

    private String reason(OrderId id, Cause cause) {
        return cause.hasObstacle()
                ? timeline.latestObstacle(id)
                        .map(obstacle -> cause.sentence() + ": " + obstacle)
                        .orElse(cause.sentence())
                : cause.sentence();
    }

    private void announce(Order ended) {
        // Not asked for whether it is there: an order has one end.
        outbox.addAll(
                List.of(queue.mail(Queue.ORDER_EVENTS, OrderEnded.of(ended.id(), ended.status(), clock.instant()))));
        progress.made(ended);
    }

    private Order lock(OrderId id) {
        return orders.lock(id).orElseThrow(() -> unknown(id));
    }

    static IllegalArgumentException unknown(OrderId id) {
        return new IllegalArgumentException("There is no order " + id);
    }
}
