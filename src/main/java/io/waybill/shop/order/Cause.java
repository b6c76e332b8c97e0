package io.waybill.shop.order;

import java.util.Arrays;

/** Why an order ends without being shipped. The model writes the code into the variable {@code cause}. */
enum Cause {
    CREDIT_REFUSED("credit-refused", "The customer's credit is insufficient"),
    PRODUCTION_FAILED("production-failed", "The missing goods cannot be produced"),
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

    /** The cause for an order that was stopped by this step. */
    static Cause ofStep(String step) {
        return switch (step) {
            case "account.reserve" -> CREDIT_REFUSED;
            case "production.failed" -> PRODUCTION_FAILED;
            case "delivery.offer" -> NO_DRIVER;
            default -> OTHER;
        };
    }

    /** Whether it rejects the order; other causes cancel it. */
    boolean rejects() {
        return this == CREDIT_REFUSED || this == PRODUCTION_FAILED;
    }

    String sentence() {
        return sentence;
    }

    /** Whether the timeline's latest obstacle gives details. */
    boolean hasObstacle() {
        return this == CREDIT_REFUSED || this == PRODUCTION_FAILED;
    }
}
