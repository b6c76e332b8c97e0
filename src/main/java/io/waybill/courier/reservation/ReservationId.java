package io.waybill.courier.reservation;

import io.waybill.core.Ids;
import io.waybill.core.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * The key of a reservation and of everything that is done for it (law 1).
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record ReservationId(@Column(name = "reservation_id") String value) {

    /** The process that carries reservations to their end. */
    public static final String PROCESS = "driver-reservation";

    public ReservationId {
        Ids.require(value, "a reservation");
    }

    /** A new id. Later ids sort after earlier ones. */
    static ReservationId next() {
        return new ReservationId(Ids.next());
    }

    public static ReservationId of(String value) {
        return new ReservationId(value);
    }

    /** The id that a caller sent, or empty if it cannot be a reservation's. */
    public static Optional<ReservationId> parse(String value) {
        return Ids.isId(value) ? Optional.of(new ReservationId(value)) : Optional.empty();
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
