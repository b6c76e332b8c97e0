package io.waybill.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account, in the currency's smallest unit. The sums of all entries are the account's figures.
 *
 * @param kind HELD, RELEASED or CAPTURED for an order, or ADJUSTED by an operator
 * @param available by how much it changed, as do the other two
 */
record LedgerEntry(
        long id, String kind, @Nullable String orderId, long available, long held, long captured, Instant at) {}
