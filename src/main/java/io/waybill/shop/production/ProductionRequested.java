package io.waybill.shop.production;

import io.waybill.core.PlacedOrder;
import io.waybill.platform.queue.QueueMessage;
import io.waybill.shop.item.Item;
import java.time.Instant;

/**
 * The message that asks a factory to make something.
 *
 * @param quantity pieces, at least 1
 * @param requester the customer it is for
 */
record ProductionRequested(
        String type,
        int version,
        String id,
        String orderId,
        Instant occurredAt,
        long factoryId,
        long itemId,
        String itemName,
        long quantity,
        String requester)
        implements QueueMessage {

    static ProductionRequested of(PlacedOrder order, Item item, long quantity, Instant at) {
        return new ProductionRequested(
                "production.requested",
                1,
                "production.requested:%s:%s".formatted(order.id(), item.id()),
                order.id().value(),
                at,
                item.factoryId(),
                item.id().value(),
                item.name(),
                quantity,
                order.customer().value());
    }
}
