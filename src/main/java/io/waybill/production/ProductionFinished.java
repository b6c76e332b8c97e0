package io.waybill.production;

import io.waybill.core.OrderId;

/** Everything that an order was short of has been made. Published in the transaction that notes the last of it. */
public record ProductionFinished(OrderId order) {}
