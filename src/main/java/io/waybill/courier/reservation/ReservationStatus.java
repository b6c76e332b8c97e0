package io.waybill.courier.reservation;

import java.util.EnumSet;
import java.util.Set;

/** Where a reservation is. The last three are final. */
public enum ReservationStatus {
    PLACED,
    /** A driver is being looked for. */
    OFFERED,
    /** A driver will come. */
    CONFIRMED,
    /** The pivot is passed: the fee will be charged, whatever happens. */
    SETTLING,
    COMPLETED,
    REJECTED,
    CANCELLED;

    private static final Set<ReservationStatus> BEFORE_PIVOT = EnumSet.of(PLACED, OFFERED, CONFIRMED);

    boolean isBeforePivot() {
        return BEFORE_PIVOT.contains(this);
    }

    public boolean isFinal() {
        return !isBeforePivot() && this != SETTLING;
    }

    /** It has ended, and everything was undone. */
    boolean isUndone() {
        return this == REJECTED || this == CANCELLED;
    }
}
