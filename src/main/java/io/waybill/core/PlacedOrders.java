package io.waybill.core;

/** Reads placed orders; the order module is behind it. Process variables carry the id alone (law 10). */
public interface PlacedOrders {

    /**
     * The order as it was placed.
     *
     * @throws IllegalArgumentException if no such order was placed
     */
    PlacedOrder get(OrderId order);
}
