package io.waybill.core;

/**
 * A factory has made goods for an order. Published once per order line, in the transaction that records it. The goods
 * exist whatever becomes of the order: if it is already closed, they are free stock.
 */
public record GoodsProduced(OrderId order, ItemId item, long quantity) {}
