package io.waybill.shop.order.rest;

import io.waybill.core.OrderId;
import io.waybill.shop.order.Order;
import java.time.Instant;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;

/** An order's place in the list of all orders, newest first. */
record OrderPosition(Instant placedAt, OrderId id) {

    static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "placedAt", "id.value");

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static OrderPosition of(Order order) {
        return new OrderPosition(order.placedAt(), order.id());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException, java.time.DateTimeException if it was something else
     */
    static OrderPosition parse(String text) {
        String[] keys = text.split(",", 2);
        if (keys.length < 2) {
            throw new IllegalArgumentException("Not a position");
        }
        return new OrderPosition(storable(Instant.parse(keys[0])), OrderId.of(keys[1]));
    }

    /** The nearest instant that the database can compare with; no order is placed outside that range. */
    static Instant storable(Instant instant) {
        return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    }

    /** The orders after it in the list. Written so that the database can use an index. */
    Specification<Order> older() {
        return (order, query, is) -> is.and(
                is.lessThanOrEqualTo(order.get("placedAt"), placedAt),
                is.or(
                        is.lessThan(order.get("placedAt"), placedAt),
                        is.lessThan(order.get("id").get("value"), id.value())));
    }

    @Override
    public String toString() {
        return placedAt + "," + id;
    }
}
