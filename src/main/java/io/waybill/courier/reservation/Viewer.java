package io.waybill.courier.reservation;

import io.waybill.core.CustomerId;
import io.waybill.courier.Offer;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.Subquery;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which reservations a caller may see: operators and services all of them, customers their own, drivers those that were
 * offered to them.
 *
 * @param all whether it is all of them
 */
public record Viewer(
        boolean all,
        @Nullable CustomerId customer,
        @Nullable String driver) {

    public static Viewer of(Caller caller) {
        return new Viewer(
                caller.isOperator() || caller.roles().contains(Role.SERVICE), caller.customer(), caller.driver());
    }

    public boolean maySee(Reservation reservation) {
        return all
                || reservation.customer().equals(customer)
                || (driver != null && reservation.offers().wereMadeTo(driver));
    }

    /** Whether a no-show can be reported by them: the customer, the driver who was to come, or all. */
    boolean takesPartIn(Reservation reservation) {
        return all
                || reservation.customer().equals(customer)
                || reservation.driver().filter(who -> who.equals(driver)).isPresent();
    }

    public Specification<Reservation> asSpecification() {
        if (all) {
            return Specification.unrestricted();
        }
        Specification<Reservation> none = (reservation, query, is) -> is.disjunction();
        Specification<Reservation> theirs =
                customer == null ? none : (reservation, query, is) -> is.equal(reservation.get("customer"), customer);
        return driver == null ? theirs : theirs.or(offeredTo(driver));
    }

    /** Those that were offered to a driver. */
    public static Specification<Reservation> offeredTo(String driver) {
        return (reservation, query, is) -> {
            Subquery<Integer> offers = query.subquery(Integer.class);
            Join<Reservation, Offer> offer = offers.correlate(reservation).join("offers");
            return is.exists(offers.select(is.literal(1)).where(is.equal(offer.get("driverId"), driver)));
        };
    }
}
