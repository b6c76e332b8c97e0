package io.waybill.factory;

import io.waybill.platform.queue.QueueMessage;
import io.waybill.platform.web.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The message {@code production.requested} as the factory reads it: make a quantity of an item.
 *
 * @param id the same in every copy of the request, so that it is carried out once
 * @param orderId the order that it is for; null if it is for a restock
 * @param restockId the restock that it is for; null if it is for an order
 */
record ProductionOrder(
        String type,
        int version,
        String id,
        @Nullable String orderId,
        @Nullable String restockId,
        Instant occurredAt,
        long factoryId,
        long itemId,
        @NotNull @PlainText(max = 200, blank = false) String itemName,
        @Min(1) @Max(MOST_PIECES) long quantity,
        @NotBlank @Size(max = 64) String requester)
        implements QueueMessage {

    static final String TYPE = "production.requested";
    static final int VERSION = 1;

    private static final long MOST_PIECES = 1_000_000;

    ProductionOrder {
        if (isMissing(orderId) == isMissing(restockId)) {
            throw new IllegalArgumentException("it needs either an orderId or a restockId");
        }
    }

    private static boolean isMissing(@Nullable String id) {
        return id == null || id.isBlank();
    }
}
