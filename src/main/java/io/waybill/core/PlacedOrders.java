package io.waybill.core;

/** Reads placed orders; implemented by the order module. Process variables carry only the id (law 10). */
public interface PlacedOrders {

    /**
     * The order as it was placed.
     *
     * @throws IllegalArgumentException if no such order was placed
     */
    PlacedOrder get(OrderId order);
}
