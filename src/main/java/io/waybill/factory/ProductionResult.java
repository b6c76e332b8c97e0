package io.waybill.factory;

import io.waybill.platform.queue.QueueMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The factory's answer: {@code production.finished}, or {@code production.failed} with a reason.
 *
 * @param id built from the request's id, so that every copy of the answer has the same id
 * @param orderId as in the request, like {@code restockId}: only one of them is sent
 */
record ProductionResult(
        String type,
        int version,
        String id,
        @Nullable String orderId,
        @Nullable String restockId,
        Instant occurredAt,
        long itemId,
        long quantity,
        @Nullable String reason)
        implements QueueMessage {

    static ProductionResult finished(ProductionOrder order, Instant at) {
        return result("production.finished", order, at, null);
    }

    static ProductionResult failed(ProductionOrder order, Instant at, String reason) {
        return result("production.failed", order, at, reason);
    }

    private static ProductionResult result(String type, ProductionOrder order, Instant at, @Nullable String reason) {
        return new ProductionResult(
                type,
                1,
                "result-of:" + order.id(),
                order.orderId(),
                order.restockId(),
                at,
                order.itemId(),
                order.quantity(),
                reason);
    }
}
