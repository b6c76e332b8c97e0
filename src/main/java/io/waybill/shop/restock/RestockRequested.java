package io.waybill.shop.restock;

import io.waybill.core.CustomerId;
import io.waybill.platform.queue.QueueMessage;
import java.time.Instant;

/**
 * The message that asks a factory to restock an item. It is the one for orders, {@code production.requested}, but has a
 * restock's id instead of an order's.
 *
 * @param quantity pieces, at least 1
 * @param requester not a customer: no customer may be called so
 */
record RestockRequested(
        String type,
        int version,
        String id,
        String restockId,
        Instant occurredAt,
        long factoryId,
        long itemId,
        String itemName,
        long quantity,
        String requester)
        implements QueueMessage {

    static RestockRequested of(Restock restock, String itemName) {
        return new RestockRequested(
                "production.requested",
                1,
                "production.requested:%s:%d".formatted(restock.id(), restock.itemId()),
                restock.id(),
                restock.requestedAt(),
                restock.factoryId(),
                restock.itemId(),
                itemName,
                restock.quantity(),
                CustomerId.RESTOCK);
    }
}
