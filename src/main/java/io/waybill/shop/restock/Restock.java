package io.waybill.shop.restock;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a factory because an item was low.
 *
 * @param quantity pieces
 * @param reason why it failed
 * @param closedAt when the factory answered, or was no longer waited for
 */
@Schema(name = "Restock")
record Restock(
        String id,
        long itemId,
        long factoryId,
        long quantity,
        RestockStatus status,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant closedAt) {}
