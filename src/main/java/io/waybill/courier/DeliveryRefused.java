package io.waybill.courier;

import io.waybill.core.OrderId;

/**
 * A driver refuses the delivery. Published in the transaction that records it.
 *
 * @param offer the number of the offer that was refused, from 1 on
 */
public record DeliveryRefused(OrderId order, int offer) {}
