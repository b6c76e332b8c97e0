package io.waybill.shop.order;

import java.util.Arrays;

/** Why an order ends without being shipped: what the model writes into the variable {@code cause}. */
enum Cause {
    CREDIT_REFUSED("credit-refused", "The customer's credit does not suffice"),
    PRODUCTION_FAILED("production-failed", "What is short cannot be produced"),
    PRODUCTION_TIMED_OUT("production-timed-out", "Production took too long"),
    NO_DRIVER("no-driver", "No driver took the delivery"),
    CANCEL_REQUESTED("cancel-requested", "Cancelled on request"),
    /** A cause that an analyst added to the model. */
    OTHER("", "The order could not be fulfilled");

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

    /** Of an order that a step has stopped. */
    static Cause ofStep(String step) {
        return switch (step) {
            case "account.reserve" -> CREDIT_REFUSED;
            case "production.failed" -> PRODUCTION_FAILED;
            case "delivery.offer" -> NO_DRIVER;
            default -> OTHER;
        };
    }

    /** Whether the order was not to be had, and is not cancelled. */
    boolean rejects() {
        return this == CREDIT_REFUSED || this == PRODUCTION_FAILED;
    }

    String sentence() {
        return sentence;
    }

    /** Whether the timeline's latest obstacle says more about it. */
    boolean hasObstacle() {
        return this == CREDIT_REFUSED || this == PRODUCTION_FAILED;
    }
}
