package io.waybill.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account, in the currency's smallest unit. All entries of an account add up to its balances.
 *
 * @param kind HELD, RELEASED or CAPTURED for an order or another subject, or ADJUSTED by an operator
 * @param process the id of the process of that subject; null if it was adjusted, as is the key
 * @param key its business key
 * @param orderId the business key, if it is an order
 * @param available the change of that balance, likewise for {@code held} and {@code captured}
 */
record LedgerEntry(
        long id,
        String kind,
        @Nullable String process,
        @Nullable String key,
        @Nullable String orderId,
        long available,
        long held,
        long captured,
        Instant at) {}
