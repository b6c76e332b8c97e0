package io.waybill.race.entry;

/** The steps of entries: job types, and other entries of the timeline. */
final class Steps {

    static final String HOLD_FEE = "fee.hold";
    static final String CHARGE_FEE = "fee.capture";
    static final String PLACE = "entry.place";
    static final String TAKE_PLACE = "place.take";
    static final String CONFIRM_PLACE = "place.confirm";
    static final String RELEASE_PLACE = "place.release";
    static final String PLACE_GIVEN = "place.given";
    static final String COMMIT = "entry.commit";
    static final String COMPLETE = "entry.complete";
    static final String REJECT = "entry.reject";
    static final String CANCEL = "entry.cancel";
    static final String WITHDRAWAL_REQUESTED = "entry.withdrawal-requested";
    static final String END = "entry.end";
    static final String RESTART = "entry.restart";

    private Steps() {}
}
