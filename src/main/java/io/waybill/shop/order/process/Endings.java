package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.Participants;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.timeline.TimelineWriter;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.OrderStatus;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Steps;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends orders without shipping them. */
@Service
class Endings {

    private final Orders orders;
    private final OrderRows rows;
    private final TimelineWriter timeline;
    private final Participants participants;
    private final ApplicationEventPublisher events;
    private final Announcements announcements;
    private final Clock clock;

    Endings(
            Orders orders,
            OrderRows rows,
            TimelineWriter timeline,
            Participants participants,
            ApplicationEventPublisher events,
            Announcements announcements,
            Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.timeline = timeline;
        this.participants = participants;
        this.events = events;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Transactional
    public void reject(OrderId id, Cause cause) {
        end(id, OrderStatus.REJECTED, Steps.REJECT, cause);
    }

    @Transactional
    public void cancel(OrderId id, Cause cause) {
        end(id, OrderStatus.CANCELLED, Steps.CANCEL, cause);
    }

    /**
     * Ends the order and has every participant close its books for it, in this transaction (law 3). Does nothing if it
     * has already ended without shipping. The order's row is locked last, as in every step, so that they do not
     * deadlock.
     *
     * @throws io.waybill.core.saga.OutOfTurn if it is past the pivot and can no longer be undone
     */
    private void end(OrderId id, OrderStatus ending, String step, Cause cause) {
        OrderStatus status = rows.statusOf(id).orElseThrow(() -> OrderRows.unknown(id));
        if (status.isUndone()) {
            return;
        }
        events.publishEvent(new StepAsked(id.subject(), step));
        String reason = reason(id, cause);
        Order order = closeBooksAndLock(id);
        order.end(ending, reason, clock.instant());
        events.publishEvent(StepTaken.done(id.subject(), step, reason));
        announcements.ended(order);
    }

    private Order closeBooksAndLock(OrderId id) {
        participants.close(id.subject());
        return lock(id);
    }

    /**
     * Ends the order at an operator's request, whatever its process is doing, which has to be stopped as well: see
     * {@link ForcedEnds}.
     *
     * @throws NotFound if there is no such order
     * @throws Conflict if it is too late
     */
    @Transactional
    public Order force(OrderId id, String who, String why) {
        requireBeforePivot(rows.statusOf(id).orElseThrow(() -> new NotFound("order", id)));
        Order order = closeBooksAndLock(id);
        requireBeforePivot(order.status());
        order.end(OrderStatus.CANCELLED, why, clock.instant());
        events.publishEvent(StepTaken.done(id.subject(), Steps.END, who + ": " + why));
        events.publishEvent(StepTaken.done(id.subject(), Steps.CANCEL, why));
        announcements.ended(order);
        return order;
    }

    /**
     * Ends an order that can no longer be fulfilled because its cancellation was requested or its compensation had
     * begun. Returns false for any other order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(OrderId id, String why) {
        Optional<Cause> cause = rows.statusOf(id)
                .filter(OrderStatus::isBeforePivot)
                .flatMap(status -> rows.isToBeCancelled(id)
                        ? Optional.of(Cause.CANCEL_REQUESTED)
                        : Cause.ofUndo(timeline.written(id.subject()), status));
        cause.ifPresent(known -> {
            events.publishEvent(StepTaken.done(id.subject(), Steps.RESTART, why));
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
                            ? "The order is already %s".formatted(status)
                            : "The order is %s and can only be completed: retry it".formatted(status));
        }
    }

    private String reason(OrderId id, Cause cause) {
        return cause.hasObstacle()
                ? timeline.latestObstacle(id.subject())
                        .map(obstacle -> cause.sentence() + ": " + obstacle)
                        .orElse(cause.sentence())
                : cause.sentence();
    }

    private Order lock(OrderId id) {
        return orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
    }
}
