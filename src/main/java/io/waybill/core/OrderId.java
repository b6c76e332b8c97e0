package io.waybill.core;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * The key of an order and of everything that is done for it (law 1).
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record OrderId(@Column(name = "order_id") String value) {

    /** The process that fulfils orders. */
    public static final String PROCESS = "order-fulfilment";

    public OrderId {
        Ids.require(value, "an order");
    }

    /** A new id. Later ids sort after earlier ones, so that new orders are appended to the index. */
    public static OrderId next() {
        return new OrderId(Ids.next());
    }

    public static OrderId of(String value) {
        return new OrderId(value);
    }

    /** The id that a caller sent, or empty if it cannot be an order id. */
    public static Optional<OrderId> parse(String value) {
        return Ids.isId(value) ? Optional.of(new OrderId(value)) : Optional.empty();
    }

    /** The order that a process fulfils; empty if it is another process. */
    public static Optional<OrderId> of(Subject subject) {
        return subject.process().equals(PROCESS) ? parse(subject.key()) : Optional.empty();
    }

    public Subject subject() {
        return new Subject(PROCESS, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
