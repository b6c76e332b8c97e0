package io.waybill.race.entry;

import java.util.Arrays;

/** Why an entry ends without its fee. The model writes the code into the variable {@code cause}. */
enum Cause {
    FEE_REFUSED("fee-refused", "The runner's credit does not cover the fee"),
    NO_PLACE("no-place", "No place became free"),
    WITHDRAWN("withdrawn", "Withdrawn"),
    /** A cause that an analyst added to the model. */
    OTHER("", "The entry could not be kept");

    private final String code;
    private final String sentence;

    Cause(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    static Cause of(String code) {
        return Arrays.stream(values())
                .filter(cause -> cause.code.equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    String sentence() {
        return sentence;
    }
}
