package io.waybill.shop.stock;

/** A quantity of an item. */
record Pieces(long itemId, long quantity) {}
