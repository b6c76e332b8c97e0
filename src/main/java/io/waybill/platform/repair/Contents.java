package io.waybill.platform.repair;

import io.waybill.core.OrderId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be read from a message, which may be anything. */
record Contents(@Nullable String type, @Nullable OrderId order) {

    static Contents of(String body, JsonMapper json) {
        try {
            JsonNode message = json.readTree(body);
            return new Contents(
                    text(message, "type"),
                    OrderId.parse(String.valueOf(text(message, "orderId"))).orElse(null));
        } catch (JacksonException e) {
            return new Contents(null, null);
        }
    }

    private static @Nullable String text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        return value.isString() ? value.stringValue() : null;
    }
}
