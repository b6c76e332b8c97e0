package io.waybill.account;

/** The steps of this module: their job types, which the timeline shows too. */
final class Steps {

    static final String RESERVE = "account.reserve";
    static final String RELEASE = "account.release";
    static final String CAPTURE = "account.capture";

    private Steps() {}
}
