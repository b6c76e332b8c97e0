package io.waybill.courier;

/** The steps of this module: their job types, which the timeline shows too, and what drivers answer. */
final class Steps {

    static final String BOOK = "delivery.book";
    static final String OFFER = "delivery.offer";
    static final String CANCEL = "delivery.cancel";
    static final String ACCEPTED = "delivery.accepted";
    static final String REFUSED = "delivery.refused";

    private Steps() {}
}
