package io.waybill.courier.reservation;

import java.util.Arrays;

/** Why a reservation ends without its fee. The model writes the code into the variable {@code cause}. */
enum Cause {
    FEE_REFUSED("fee-refused", "The customer's credit does not cover the fee"),
    NO_DRIVER("no-driver", "No driver took the reservation"),
    CANCEL_REQUESTED("cancel-requested", "Cancelled on request"),
    NO_SHOW("no-show", "The fee was forgiven after a no-show"),
    /** A cause that an analyst added to the model. */
    OTHER("", "The reservation could not be kept");

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
