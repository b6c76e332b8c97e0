package io.waybill.shop.production;

import io.waybill.core.OrderId;

/**
 * Everything that was requested has been made. Published in the transaction that records the last piece of it.
 *
 * @param part the part of the order's production; empty if it was requested as a whole
 */
public record ProductionFinished(OrderId order, String part) {}
