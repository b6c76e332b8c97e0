package io.waybill.shop.production;

/** The steps of this module: their job types, which the timeline shows too, and what comes of them. */
final class Steps {

    static final String REQUEST = "production.request";
    static final String CANCEL = "production.cancel";
    static final String FINISHED = "production.finished";
    static final String FAILED = "production.failed";

    private Steps() {}
}
