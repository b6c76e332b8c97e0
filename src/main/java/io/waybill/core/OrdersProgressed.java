package io.waybill.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders have reached another status. Published in the transaction that did it, once for each order and status, so that
 * listeners can write in the same transaction whatever follows from it.
 *
 * @param all at least one; many if they were placed together
 */
public record OrdersProgressed(List<Progress> all) {

    private static final Set<String> ENDED = Set.of("COMPLETED", "REJECTED", "CANCELLED");

    /**
     * An order and where it is now.
     *
     * @param status such as {@code IN_PRODUCTION}
     * @param reason why it was rejected or cancelled
     */
    public record Progress(
            OrderId order,
            CustomerId customer,
            String status,
            Instant at,
            @Nullable String reason) {}

    /** Those of them that have ended. */
    public List<OrderId> ended() {
        return all.stream()
                .filter(one -> ENDED.contains(one.status()))
                .map(Progress::order)
                .toList();
    }
}
