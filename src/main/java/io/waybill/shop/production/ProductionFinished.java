package io.waybill.shop.production;

import io.waybill.core.OrderId;

/**
 * Everything that was asked for has been made. Published in the transaction that notes the last of it.
 *
 * @param part of the order's production; empty if it was asked for as a whole
 */
public record ProductionFinished(OrderId order, String part) {}
