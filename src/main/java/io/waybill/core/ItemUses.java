package io.waybill.core;

/** Tells what an item is still needed for; the order module is behind it. */
public interface ItemUses {

    /**
     * Whether an order that has not ended yet has a line of the item. The answer stays true for as long as the caller's
     * transaction keeps the item locked: to be ordered, an item is locked, too.
     */
    boolean isInOpenOrder(ItemId item);
}
