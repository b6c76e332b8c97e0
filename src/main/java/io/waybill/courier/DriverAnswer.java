package io.waybill.courier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of a call that answers an offer.
 *
 * @param driverId who answers
 */
public record DriverAnswer(
        @NotNull @Pattern(regexp = PATTERN, message = "is not a driver id")
        String driverId) {

    public static final String PATTERN = "[A-Za-z0-9._-]{1,64}";
}
