package io.waybill.core;

/**
 * Nothing has happened to an open order for a while. Published inside a transaction: whoever has told its process
 * something that it may have missed tells it again. A process that has heard it before, or does not wait for it, takes
 * no notice. And whoever waits for its process asks whether it has gone on without them.
 */
public record OrderStalled(OrderId order) {}
