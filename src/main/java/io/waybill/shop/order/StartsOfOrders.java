package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.Starts;
import org.springframework.stereotype.Component;

/**
 * An order that is not {@code PLACED} any more has its process, or had it. A message that the engine does not keep is to begin
 * a process again that was lost, wherever its order stands.
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
