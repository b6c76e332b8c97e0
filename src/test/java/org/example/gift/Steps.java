package org.example.gift;

/** The steps of gift wrapping: their job types, which the timeline shows too. */
final class Steps {

    static final String WRAP = "gift.wrap";
    static final String UNWRAP = "gift.unwrap";

    private Steps() {}
}
