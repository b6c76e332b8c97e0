package io.waybill.core;

/**
 * The process of an order begins once more from its start, as its engine has lost it. Published inside the transaction that
 * begins it: what the lost one was waiting for, nobody waits for any more.
 */
public record OrderRestarted(OrderId order) {}
