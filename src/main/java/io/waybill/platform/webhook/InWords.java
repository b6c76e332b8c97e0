package io.waybill.platform.webhook;

import io.waybill.platform.webhook.Event.OrderData;
import io.waybill.platform.webhook.Event.TestData;
import org.springframework.stereotype.Component;

/** Events as sentences, for people in a chat. */
@Component
class InWords {

    private final WebhookSettings settings;

    InWords(WebhookSettings settings) {
        this.settings = settings;
    }

    String of(Event event) {
        return switch (event.data()) {
            case OrderData order ->
                "Order %s of %s %s%s"
                        .formatted(
                                order.orderId(),
                                order.customerId(),
                                has(order.status()),
                                order.reason() == null ? "." : ": " + order.reason());
            case TestData test -> "This is a test of the webhook %s.".formatted(test.webhookId());
        };
    }

    private static String has(String status) {
        return switch (status) {
            case "PLACED" -> "was placed";
            case "IN_PRODUCTION" -> "waits for goods that are being produced";
            case "IN_DELIVERY" -> "waits for a driver";
            case "SHIPPED" -> "is being shipped and can no longer be cancelled";
            case "COMPLETED" -> "is completed";
            case "REJECTED" -> "was rejected";
            case "CANCELLED" -> "was cancelled";
            default -> "is now " + status;
        };
    }

    /** A blank and the address of the order's page; empty if there is none. */
    String link(Event event) {
        String page = settings.orderPage();
        return page != null && event.data() instanceof OrderData order
                ? " " + page.replace("{orderId}", order.orderId())
                : "";
    }
}
