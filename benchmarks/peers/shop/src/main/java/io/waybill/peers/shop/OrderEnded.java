package io.waybill.peers.shop;

import java.time.Instant;
import java.util.Locale;

/** How an order ended, and the message that tells others. */
public record OrderEnded(String orderId, Status status, Instant occurredAt) {

    /** The two ends of an order. */
    public enum Status {
        COMPLETED,
        REJECTED
    }

    /** The message's body. Receivers know by its id when they get it twice. */
    public String json() {
        String type = "order." + status.name().toLowerCase(Locale.ROOT);
        return """
                {"type":"%s","version":1,"id":"%1$s:%s","orderId":"%2$s","occurredAt":"%s","status":"%s"}""".formatted(type, orderId, occurredAt, status);
    }
}
