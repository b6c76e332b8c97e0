package io.waybill.peers.shop;

import java.util.List;

/**
 * An order that was checked and can be written.
 *
 * @param lines by item id
 */
public record NewOrder(String id, String customerId, long total, String street, String city, List<Line> lines) {

    /** Some pieces of one item, at the price they are sold for. */
    public record Line(long itemId, String itemName, long unitPrice, long quantity) {}
}
