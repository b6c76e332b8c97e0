package io.waybill.core;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of an order and of everything that is done for it (law 1).
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record OrderId(@Column(name = "order_id") String value) {

    /** The process that fulfils orders. */
    public static final String PROCESS = "order-fulfilment";

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public OrderId {
        if (!CANONICAL.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an order id: " + value);
        }
    }

    /** A new id. Later ids sort after earlier ones, so that new orders are appended to the index. */
    public static OrderId next() {
        return new OrderId(GENERATOR.generate().toString());
    }

    public static OrderId of(String value) {
        return new OrderId(value);
    }

    /** The id that a caller sent, or empty if it cannot be an order id. */
    public static Optional<OrderId> parse(String value) {
        return CANONICAL.matcher(value).matches() ? Optional.of(new OrderId(value)) : Optional.empty();
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
