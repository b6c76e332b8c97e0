package io.waybill.factory;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the production log a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param requester the customer it was made for
 * @param itemId the item that was made
 * @param factoryId the factory that made it
 */
record LogFilter(
        @Nullable @Size(max = 64) String requester,
        @Nullable Long itemId,
        @Nullable Long factoryId) {}
