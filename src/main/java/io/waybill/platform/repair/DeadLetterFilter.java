package io.waybill.platform.repair;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to list; a parameter that is not given restricts nothing.
 *
 * @param queue only those that were meant for this queue
 * @param orderId only those of this order
 */
record DeadLetterFilter(
        @Nullable @Size(max = 80) String queue,
        @Nullable @Size(max = 64) String orderId) {}
