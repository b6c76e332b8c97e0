package io.waybill.shop.order;

import java.util.EnumSet;
import java.util.Set;

/** Where an order is. The last three are final. */
public enum OrderStatus {
    PLACED,
    IN_PRODUCTION,
    IN_DELIVERY,
    /** The pivot is passed: the order will be completed, whatever happens. */
    SHIPPED,
    COMPLETED,
    REJECTED,
    CANCELLED;

    private static final Set<OrderStatus> BEFORE_PIVOT = EnumSet.of(PLACED, IN_PRODUCTION, IN_DELIVERY);

    public boolean isFinal() {
        return !isBeforePivot() && this != SHIPPED;
    }

    /** It has ended, and everything was undone. */
    public boolean isUndone() {
        return this == REJECTED || this == CANCELLED;
    }

    public boolean isBeforePivot() {
        return BEFORE_PIVOT.contains(this);
    }
}
