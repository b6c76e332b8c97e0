package io.waybill.shop.stock;

/** So many pieces of an item. */
record Pieces(long itemId, long quantity) {}
