package io.waybill.stock;

/** The stock of an item, in pieces. */
record StockLevel(long itemId, long available, long reserved, long shipped) {}
