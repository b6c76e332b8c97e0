package io.waybill.shop.production;

import io.waybill.core.OrderId;

/**
 * Something that was asked for cannot be made. Published once per order and part, in the transaction that notes it.
 *
 * @param part of the order's production; empty if it was asked for as a whole
 */
public record ProductionFailed(OrderId order, String part) {}
