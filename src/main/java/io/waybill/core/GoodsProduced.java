package io.waybill.core;

/**
 * A factory has made goods for an order. Published once per order line, inside the transaction that notes it. The
 * goods exist whatever becomes of the order: for one that is closed already they are free stock.
 */
public record GoodsProduced(OrderId order, ItemId item, long quantity) {}
