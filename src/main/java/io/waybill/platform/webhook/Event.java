package io.waybill.platform.webhook;

import io.waybill.core.OrdersProgressed.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a delivery.
 *
 * @param timestamp when it happened
 */
record Event(String type, Instant timestamp, Data data) {

    sealed interface Data {}

    record OrderData(
            String orderId,
            String customerId,
            String status,
            @Nullable String reason) implements Data {}

    record TestData(String webhookId) implements Data {}

    static Event of(Progress order) {
        return new Event(
                EventTypes.of(order.status()),
                order.at(),
                new OrderData(order.order().value(), order.customer().value(), order.status(), order.reason()));
    }

    static Event test(WebhookId webhook, Instant at) {
        return new Event(EventTypes.TEST, at, new TestData(webhook.value()));
    }
}
