package io.waybill.platform.repair;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters a caller wants to see; what is not given restricts nothing.
 *
 * @param queue the one that they were meant for
 * @param orderId whose they are
 */
record DeadLetterFilter(
        @Nullable @Size(max = 80) String queue,
        @Nullable @Size(max = 64) String orderId) {}
