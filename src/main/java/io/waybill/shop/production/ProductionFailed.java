package io.waybill.shop.production;

import io.waybill.core.OrderId;

/**
 * Something that was requested cannot be made. Published once per order and part, in the transaction that records it.
 *
 * @param part the part of the order's production; empty if it was requested as a whole
 */
public record ProductionFailed(OrderId order, String part) {}
