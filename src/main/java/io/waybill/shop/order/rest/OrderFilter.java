package io.waybill.shop.order.rest;

import io.waybill.core.CustomerId;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderStatus;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which orders a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param customerId the customer who placed them
 * @param status any of these
 * @param placedFrom placed at this time or later
 * @param placedTo placed before this time
 */
record OrderFilter(
        @Nullable @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String customerId,

        @Nullable List<OrderStatus> status,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo) {

    Specification<Order> asSpecification() {
        return Specification.allOf(
                given(customerId, id -> customer(new CustomerId(id))),
                given(status, OrderFilter::among),
                given(
                        placedFrom,
                        from -> (order, query, is) ->
                                is.greaterThanOrEqualTo(order.get("placedAt"), OrderPosition.storable(from))),
                given(
                        placedTo,
                        to -> (order, query, is) -> is.lessThan(order.get("placedAt"), OrderPosition.storable(to))));
    }

    static Specification<Order> customer(CustomerId id) {
        return (order, query, is) -> is.equal(order.get("customer"), id);
    }

    private static Specification<Order> among(List<OrderStatus> statuses) {
        return statuses.isEmpty()
                ? Specification.unrestricted()
                : (order, query, is) -> order.get("status").in(statuses);
    }

    private static <T> Specification<Order> given(@Nullable T wanted, Function<T, Specification<Order>> restriction) {
        return wanted == null ? Specification.unrestricted() : restriction.apply(wanted);
    }
}
