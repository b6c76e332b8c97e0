package io.waybill.core;

/**
 * An order ends without being shipped. Published inside the transaction that ends it, and heard there by every
 * participant, in a fixed order ({@code @Order}): what it still holds for the order it releases, what comes later it
 * refuses (law 3).
 */
public record OrderClosed(OrderId order) {}
