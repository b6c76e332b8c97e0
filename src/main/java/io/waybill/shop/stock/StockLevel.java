package io.waybill.shop.stock;

/** The stock of an item, in pieces. */
record StockLevel(long itemId, long available, long reserved, long shipped) {

    static StockLevel empty(long itemId) {
        return new StockLevel(itemId, 0, 0, 0);
    }

    /** Changes whenever the stock does. */
    String tag() {
        return "%d-%d-%d".formatted(available, reserved, shipped);
    }
}
