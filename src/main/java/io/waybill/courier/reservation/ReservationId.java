package io.waybill.courier.reservation;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.waybill.core.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a reservation and of everything that is done for it (law 1).
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record ReservationId(@Column(name = "reservation_id") String value) {

    /** The process that carries reservations to their end. */
    public static final String PROCESS = "driver-reservation";

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public ReservationId {
        if (!CANONICAL.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a reservation id: " + value);
        }
    }

    /** A new id. Later ids sort after earlier ones. */
    static ReservationId next() {
        return new ReservationId(GENERATOR.generate().toString());
    }

    public static ReservationId of(String value) {
        return new ReservationId(value);
    }

    /** The id that a caller sent, or empty if it cannot be a reservation's. */
    public static Optional<ReservationId> parse(String value) {
        return CANONICAL.matcher(value).matches() ? Optional.of(new ReservationId(value)) : Optional.empty();
    }

    /** The reservation that a process is about; empty if it is another process. */
    static Optional<ReservationId> of(Subject subject) {
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
