package io.waybill.core;

import java.util.List;

/**
 * What the participants of a saga may know about an order. It never changes once the order is placed.
 *
 * @param lines at least one, each item once, ordered by item id: rows that are locked in this order do not deadlock
 */
public record PlacedOrder(OrderId id, CustomerId customer, Money total, List<Line> lines) {

    /**
     * A quantity of an item.
     *
     * @param quantity at least 1
     */
    public record Line(ItemId item, long quantity) {}
}
