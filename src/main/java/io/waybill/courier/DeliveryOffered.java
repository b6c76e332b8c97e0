package io.waybill.courier;

import io.waybill.platform.queue.QueueMessage;
import java.time.Instant;

/**
 * The message that offers a delivery to a driver, who answers over REST. It carries no address; that is read from the
 * order.
 */
record DeliveryOffered(
        String type,
        int version,
        String id,
        String orderId,
        Instant occurredAt,
        String deliveryId,
        int offer,
        String driverId)
        implements QueueMessage {

    static DeliveryOffered of(Delivery delivery, String driver, Instant at) {
        String order = delivery.order().value();
        return new DeliveryOffered(
                "delivery.offered",
                1,
                "delivery.offered:%s:%d".formatted(order, delivery.offers().latestNumber()),
                order,
                at,
                order,
                delivery.offers().latestNumber(),
                driver);
    }
}
