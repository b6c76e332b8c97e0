package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.Starts;
import io.waybill.shop.order.OrderRows;
import io.waybill.shop.order.OrderStatus;
import org.springframework.stereotype.Component;

/**
 * An order that is no longer {@code PLACED} has, or had, its process. A message that the engine does not keep restarts
 * a lost process, whatever the status of its open order.
 */
@Component
class StartsOfOrders implements Starts {

    private final OrderRows orders;

    StartsOfOrders(OrderRows orders) {
        this.orders = orders;
    }

    @Override
    public boolean isWanted(Message start) {
        return orders.statusOf(OrderId.of(start.key()))
                .filter(status -> start.keep().isZero() ? !status.isFinal() : status == OrderStatus.PLACED)
                .isPresent();
    }
}
