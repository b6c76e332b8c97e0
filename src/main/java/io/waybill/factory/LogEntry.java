package io.waybill.factory;

import java.time.Instant;

/**
 * One production, as the factory logs it.
 *
 * @param quantity pieces made
 * @param requester the customer they were made for
 */
record LogEntry(
        long logId,
        long factoryId,
        String factoryName,
        long itemId,
        String itemName,
        long quantity,
        String requester,
        Instant datetime) {}
