package io.waybill.shop.order;

import io.waybill.core.ItemId;
import io.waybill.core.ItemUses;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;

/** What open orders still need. */
@Service
class OpenOrders implements ItemUses {

    private static final List<String> STATUSES = Arrays.stream(OrderStatus.values())
            .filter(status -> !status.isFinal())
            .map(Enum::name)
            .toList();

    private final Orders orders;

    OpenOrders(Orders orders) {
        this.orders = orders;
    }

    @Override
    public boolean isInOpenOrder(ItemId item) {
        return orders.anyWithLineOf(item.value(), STATUSES).isPresent();
    }
}
