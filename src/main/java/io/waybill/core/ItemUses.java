package io.waybill.core;

/** Reports what an item is still needed for; implemented by the order module. */
public interface ItemUses {

    /**
     * Whether an order that has not ended yet has a line of the item. The answer stays true as long as the caller's
     * transaction keeps the item locked, since placing an order locks the item too.
     */
    boolean isInOpenOrder(ItemId item);
}
