package io.waybill.core;

import java.util.List;

/**
 * What the participants of a saga may know of an order. It never changes after the order was placed.
 *
 * @param lines at least one, each item once, ordered by item id: rows that are taken in this order do not deadlock
 */
public record PlacedOrder(OrderId id, CustomerId customer, Money total, List<Line> lines) {

    /**
     * So many pieces of an item.
     *
     * @param quantity at least 1
     */
    public record Line(ItemId item, long quantity) {}
}
