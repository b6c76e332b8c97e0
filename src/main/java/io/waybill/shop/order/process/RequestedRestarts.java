package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.OrderStatus;
import io.waybill.shop.order.Orders;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Restarts orders at an operator's request. */
@Service
public class RequestedRestarts {

    private static final long SECONDS_TO_WAIT = 5;

    private final Orders orders;
    private final OrderRows rows;
    private final Restarts restarts;
    private final Engines engines;
    private final ProcessInstances instances;

    RequestedRestarts(Orders orders, OrderRows rows, Restarts restarts, Engines engines, ProcessInstances instances) {
        this.orders = orders;
        this.rows = rows;
        this.restarts = restarts;
        this.engines = engines;
        this.instances = instances;
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
        restarts.begin(id, who + ": " + why, null);
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
