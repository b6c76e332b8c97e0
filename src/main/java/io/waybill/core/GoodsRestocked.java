package io.waybill.core;

/** A factory has made the goods of a restock. Published once, in the transaction that records it: they are free stock. */
public record GoodsRestocked(RestockId restock, ItemId item, long quantity) {}
