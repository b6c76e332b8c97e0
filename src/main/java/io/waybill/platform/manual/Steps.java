package io.waybill.platform.manual;

/** The job type of manual steps, and what the timeline shows of them. */
final class Steps {

    static final String MANUAL = "manual";
    static final String ASK = "manual.ask";
    static final String ANSWER = "manual.answer";

    private Steps() {}
}
