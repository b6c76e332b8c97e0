package io.waybill.factory;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the production log a caller wants to see; what is not given restricts nothing.
 *
 * @param requester whom was produced for
 * @param itemId what was produced
 * @param factoryId where
 */
record LogFilter(
        @Nullable @Size(max = 64) String requester,
        @Nullable Long itemId,
        @Nullable Long factoryId) {}
