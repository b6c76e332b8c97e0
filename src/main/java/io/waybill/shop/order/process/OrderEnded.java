package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.platform.queue.QueueMessage;
import io.waybill.shop.order.OrderStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * The message that announces how an order ended: {@code order.completed}, {@code order.rejected} or
 * {@code order.cancelled}.
 */
record OrderEnded(String type, int version, String id, String orderId, Instant occurredAt, OrderStatus status)
        implements QueueMessage {

    static OrderEnded of(OrderId order, OrderStatus ending, Instant at) {
        String type = "order." + ending.name().toLowerCase(Locale.ROOT);
        return new OrderEnded(type, 1, type + ":" + order, order.value(), at, ending);
    }
}
