package io.waybill.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account, in the currency's smallest unit. All entries of an account add up to its balances.
 *
 * @param kind HELD, RELEASED or CAPTURED for an order, or ADJUSTED by an operator
 * @param available the change of that balance, likewise for {@code held} and {@code captured}
 */
record LedgerEntry(
        long id, String kind, @Nullable String orderId, long available, long held, long captured, Instant at) {}
