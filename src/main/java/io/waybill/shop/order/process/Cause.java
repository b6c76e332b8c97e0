package io.waybill.shop.order.process;

import io.waybill.core.StepTaken.Outcome;
import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.shop.order.OrderStatus;
import io.waybill.shop.order.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    /** Why an order is being undone, according to its timeline; empty if it is not being undone. */
    static Optional<Cause> ofUndo(List<TimelineEntry> timeline, OrderStatus status) {
        if (timeline.stream().noneMatch(entry -> entry.outcome() == Outcome.UNDONE)) {
            return Optional.empty();
        }
        return Optional.of(timeline.reversed().stream()
                .filter(entry -> entry.outcome() == Outcome.REFUSED || entry.outcome() == Outcome.FAILED)
                .findFirst()
                .map(entry -> ofStep(entry.step()))
                .orElse(status == OrderStatus.IN_PRODUCTION ? PRODUCTION_TIMED_OUT : OTHER));
    }

    /** The cause for an order that was stopped by this step. */
    private static Cause ofStep(String step) {
        return switch (step) {
            case Steps.ACCOUNT_RESERVE -> CREDIT_REFUSED;
            case Steps.PRODUCTION_FAILED -> PRODUCTION_FAILED;
            case Steps.DELIVERY_OFFER -> NO_DRIVER;
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
