package io.waybill.shop.restock;

import org.jspecify.annotations.Nullable;

/**
 * Which restocks a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param itemId the item
 * @param status what became of them
 */
record RestockFilter(@Nullable Long itemId, @Nullable RestockStatus status) {}
