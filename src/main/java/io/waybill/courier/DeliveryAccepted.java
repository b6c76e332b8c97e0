package io.waybill.courier;

import io.waybill.core.OrderId;

/**
 * A driver accepts the delivery. Published in the transaction that records it.
 *
 * @param offer the number of the offer that was accepted, from 1 on
 */
public record DeliveryAccepted(OrderId order, int offer) {}
