package io.waybill.courier.reservation;

/** The steps of reservations: job types, and other entries of the timeline. */
final class Steps {

    static final String HOLD_FEE = "fee.hold";
    static final String CHARGE_FEE = "fee.capture";
    static final String PLACE = "reservation.place";
    static final String SEEK = "reservation.seek";
    static final String OFFER = "reservation.offer";
    static final String RELEASE = "reservation.release";
    static final String CONFIRM = "reservation.confirm";
    static final String CHECK = "reservation.check";
    static final String COMMIT = "reservation.commit";
    static final String COMPLETE = "reservation.complete";
    static final String REJECT = "reservation.reject";
    static final String CANCEL = "reservation.cancel";
    static final String ACCEPTED = "offer.accepted";
    static final String REFUSED = "offer.refused";
    static final String NO_SHOW = "no-show.reported";
    static final String CANCEL_REQUESTED = "reservation.cancel-requested";
    static final String END = "reservation.end";
    static final String RESTART = "reservation.restart";

    private Steps() {}
}
