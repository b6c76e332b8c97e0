package io.waybill.stock;

/** So many pieces of an item: missing for an order, or made for it. Also the shape of a process variable. */
public record Pieces(long itemId, long quantity) {}
