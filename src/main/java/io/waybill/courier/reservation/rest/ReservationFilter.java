package io.waybill.courier.reservation.rest;

import io.waybill.core.CustomerId;
import io.waybill.courier.DriverAnswer;
import io.waybill.courier.reservation.Reservation;
import io.waybill.courier.reservation.ReservationId;
import io.waybill.courier.reservation.ReservationStatus;
import io.waybill.courier.reservation.Viewer;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which reservations a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param customerId the customer who placed them
 * @param driverId a driver to whom they were offered
 * @param status any of these
 * @param startsFrom starting at this time or later
 * @param startsTo starting before this time
 */
record ReservationFilter(
        @Nullable @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String customerId,

        @Nullable @Pattern(regexp = DriverAnswer.PATTERN, message = "is not a driver id")
        String driverId,

        @Nullable List<ReservationStatus> status,
        @Nullable Instant startsFrom,
        @Nullable Instant startsTo) {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    Specification<Reservation> asSpecification() {
        return Specification.allOf(
                given(
                        customerId,
                        id -> (reservation, query, is) -> is.equal(reservation.get("customer"), new CustomerId(id))),
                given(driverId, Viewer::offeredTo),
                given(status, ReservationFilter::among),
                given(
                        startsFrom,
                        from -> (reservation, query, is) ->
                                is.greaterThanOrEqualTo(reservation.get("slot").get("start"), storable(from))),
                given(
                        startsTo,
                        to -> (reservation, query, is) ->
                                is.lessThan(reservation.get("slot").get("start"), storable(to))));
    }

    /** Those placed before another one. */
    static Specification<Reservation> before(ReservationId id) {
        return (reservation, query, is) -> is.lessThan(reservation.get("id").get("value"), id.value());
    }

    private static Specification<Reservation> among(List<ReservationStatus> statuses) {
        return statuses.isEmpty()
                ? Specification.unrestricted()
                : (reservation, query, is) -> reservation.get("status").in(statuses);
    }

    /** The nearest instant that the database can compare with. */
    private static Instant storable(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }

    private static <T> Specification<Reservation> given(
            @Nullable T wanted, Function<T, Specification<Reservation>> restriction) {
        return wanted == null ? Specification.unrestricted() : restriction.apply(wanted);
    }
}
