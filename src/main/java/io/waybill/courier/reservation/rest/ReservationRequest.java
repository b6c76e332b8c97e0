package io.waybill.courier.reservation.rest;

import io.waybill.core.CustomerId;
import io.waybill.courier.reservation.Slot;
import io.waybill.platform.web.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The body of {@code POST /reservations}.
 *
 * @param place where the driver is to come, such as {@code Seoul Station, exit 1}
 * @param startsAt from now on, at most 366 days ahead; a part of a second is cut off, as of the end
 * @param endsAt at most 24 hours after the start
 */
record ReservationRequest(
        @NotNull @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String customerId,

        @NotNull @PlainText(max = 200, blank = false) String place,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt) {

    Slot slot() {
        return new Slot(startsAt.truncatedTo(ChronoUnit.SECONDS), endsAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
