package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import io.waybill.core.OrderRestarted;
import io.waybill.core.OrderStalled;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Restarts the processes of orders (law 12). By law 1, steps that were done answer as they did before. */
@Service
class Restarts implements OrderProcess {

    private static final long SECONDS_TO_WAIT = 5;

    private final Orders orders;
    private final OrderRows rows;
    private final Endings endings;
    private final ProcessMessages process;
    private final Engines engines;
    private final ProcessInstances instances;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Restarts(
            Orders orders,
            OrderRows rows,
            Endings endings,
            ProcessMessages process,
            Engines engines,
            ProcessInstances instances,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.rows = rows;
        this.endings = endings;
        this.process = process;
        this.engines = engines;
        this.instances = instances;
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

    private void begin(OrderId id, String why, @Nullable Instant lostAt) {
        if (rows.statusOf(id).filter(status -> !status.isFinal()).isEmpty() || endings.endIfBeingUndone(id, why)) {
            return;
        }
        process.asCopy(() -> events.publishEvent(new OrderStalled(id)));
        events.publishEvent(new OrderRestarted(id));
        Order order = orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
        // Another replica may have restarted it before this one got the lock.
        boolean isRestarted = lostAt != null && timeline.isRestarted(id, lostAt);
        if (!order.status().isFinal() && !isRestarted) {
            events.publishEvent(StepTaken.done(id, "order.restart", why));
            process.placedAgain(order);
        }
    }

    /**
     * Restarts an order's process at an operator's request.
     *
     * @throws NotFound if there is no such order
     * @throws Conflict if it has ended, or has a process
     * @throws Unavailable if the engine is unavailable, so that nobody knows whether the order has one
     */
    @Transactional
    public Order restart(OrderId id, String who, String why) {
        OrderStatus status = rows.statusOf(id).orElseThrow(() -> new NotFound("order", id));
        if (status.isFinal()) {
            throw new Conflict("The order is already %s".formatted(status));
        }
        requireNoProcess(id);
        begin(id, who + ": " + why, null);
        return orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
    }

    private void requireNoProcess(OrderId id) {
        List<Long> known = instances.notEnded(id);
        Set<Long> gone;
        try {
            gone = engines.gone(known);
        } catch (EngineUnavailable e) {
            throw new Unavailable(
                    "The engine is unavailable, so it is unknown whether the order has a process. Try again later.",
                    SECONDS_TO_WAIT);
        }
        instances.ended(gone);
        if (!gone.containsAll(known)) {
            throw new Conflict("The order's process is running. If one of its steps is stuck, retry the order");
        }
    }
}
