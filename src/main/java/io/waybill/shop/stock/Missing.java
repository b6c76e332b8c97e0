package io.waybill.shop.stock;

/**
 * A quantity of an item that is missing for an order. Also the shape of a process variable.
 *
 * @param factoryId the factory that makes it; 0 if the item is not in the catalogue any more
 */
public record Missing(long itemId, long quantity, long factoryId) {}
