package io.waybill.order;

import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.Money;

/** A line of an order, with what is the same for all its lines. */
record PlacedLine(CustomerId customer, Money total, ItemId item, long quantity) {}
