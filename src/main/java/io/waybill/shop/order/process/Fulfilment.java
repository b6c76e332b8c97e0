package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Progress;
import io.waybill.shop.order.Steps;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the process does to the order itself at its pivot and at its end. */
@Service
class Fulfilment {

    private final Orders orders;
    private final OrderRows rows;
    private final ApplicationEventPublisher events;
    private final Progress progress;
    private final Announcements announcements;
    private final Clock clock;

    Fulfilment(
            Orders orders,
            OrderRows rows,
            ApplicationEventPublisher events,
            Progress progress,
            Announcements announcements,
            Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.events = events;
        this.progress = progress;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** The pivot. Returns false if a cancellation was requested before. */
    @Transactional
    public boolean commit(OrderId id) {
        if (!rows.isToBeCancelled(id)) {
            events.publishEvent(new StepAsked(id.subject(), Steps.COMMIT));
        }
        Order order = lock(id);
        boolean before = order.status().isBeforePivot();
        boolean committed = order.commit();
        if (committed && before) {
            events.publishEvent(
                    StepTaken.done(id.subject(), Steps.COMMIT, "It will be shipped and can no longer be cancelled"));
            progress.made(order);
        }
        return committed;
    }

    @Transactional
    public void complete(OrderId id) {
        events.publishEvent(new StepAsked(id.subject(), Steps.COMPLETE));
        Order order = lock(id);
        if (order.complete(clock.instant())) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.COMPLETE, "Completed"));
            announcements.ended(order);
        }
    }

    private Order lock(OrderId id) {
        return orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
    }
}
