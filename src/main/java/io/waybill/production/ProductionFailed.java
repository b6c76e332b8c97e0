package io.waybill.production;

import io.waybill.core.OrderId;

/** Something that an order is short of cannot be made. Published once per order, in the transaction that notes it. */
public record ProductionFailed(OrderId order) {}
