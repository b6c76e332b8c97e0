package io.waybill.platform.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import io.waybill.core.Progressed.Progress;
import io.waybill.platform.process.BusinessProcess;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a delivery.
 *
 * @param timestamp when it happened
 */
record Event(String type, Instant timestamp, Data data) {

    sealed interface Data {}

    /**
     * Where a subject is now. In JSON the key has the name that it has in the model, such as {@code orderId}.
     *
     * @param reason why it ended without success
     */
    record SubjectData(
            BusinessProcess process,
            String key,
            String customerId,
            String status,
            @Nullable String reason) implements Data {

        @JsonValue
        Map<String, String> json() {
            Map<String, String> json = new LinkedHashMap<>();
            json.put(process.keyVariable(), key);
            json.put("customerId", customerId);
            json.put("status", status);
            if (reason != null) {
                json.put("reason", reason);
            }
            return json;
        }

        boolean isNamedIn(String page) {
            return page.contains(placeholder());
        }

        String placeholder() {
            return "{" + process.keyVariable() + "}";
        }
    }

    record TestData(String webhookId) implements Data {}

    static Event of(BusinessProcess process, Progress made) {
        return new Event(
                EventTypes.of(process, made.status()),
                made.at(),
                new SubjectData(process, made.subject().key(), made.customer().value(), made.status(), made.reason()));
    }

    static Event test(WebhookId webhook, Instant at) {
        return new Event(EventTypes.TEST, at, new TestData(webhook.value()));
    }
}
