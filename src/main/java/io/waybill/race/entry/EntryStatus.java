package io.waybill.race.entry;

import java.util.EnumSet;
import java.util.Set;

/** Where an entry is. The last three are final. */
public enum EntryStatus {
    PLACED,
    /** On the waiting list. */
    WAITING,
    /** It has a place. */
    CONFIRMED,
    /** The pivot is passed: the fee will be charged, whatever happens. */
    SETTLING,
    COMPLETED,
    REJECTED,
    CANCELLED;

    private static final Set<EntryStatus> BEFORE_PIVOT = EnumSet.of(PLACED, WAITING, CONFIRMED);

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
