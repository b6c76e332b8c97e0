package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.core.OrderRestarted;
import io.waybill.core.OrderStalled;
import io.waybill.core.StepTaken;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Steps;
import io.waybill.shop.order.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Restarts the processes of orders (law 12). By law 1, steps that were done answer as they did before. */
@Service
class Restarts implements OrderProcess {

    private final Orders orders;
    private final OrderRows rows;
    private final Endings endings;
    private final ProcessMessages process;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Restarts(
            Orders orders,
            OrderRows rows,
            Endings endings,
            ProcessMessages process,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.rows = rows;
        this.endings = endings;
        this.process = process;
        this.timeline = timeline;
        this.events = events;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(OrderId id) {
        orders.lock(id).ifPresent(process::placedAgain);
    }

    /** The order's row is locked last, as in every step, so that they do not deadlock. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void restart(OrderId id, Instant lostAt, String why) {
        if (!timeline.isRestarted(id, lostAt)) {
            begin(id, why, lostAt);
        }
    }

    /**
     * Restarts an open order, or ends it if it was being undone.
     *
     * @param lostAt not again if it was restarted since then
     */
    void begin(OrderId id, String why, @Nullable Instant lostAt) {
        if (rows.statusOf(id).filter(status -> !status.isFinal()).isEmpty() || endings.endIfBeingUndone(id, why)) {
            return;
        }
        process.asCopy(() -> events.publishEvent(new OrderStalled(id)));
        events.publishEvent(new OrderRestarted(id));
        Order order = orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
        // Another replica may have restarted it before this one got the lock.
        boolean isRestarted = lostAt != null && timeline.isRestarted(id, lostAt);
        if (!order.status().isFinal() && !isRestarted) {
            events.publishEvent(StepTaken.done(id, Steps.RESTART, why));
            process.placedAgain(order);
        }
    }
}
