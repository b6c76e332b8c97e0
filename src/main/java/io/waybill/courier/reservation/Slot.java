package io.waybill.courier.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/**
 * The time for which a driver is reserved, from its start up to its end.
 *
 * @param start in whole seconds, as is the end
 */
@Embeddable
public record Slot(
        @Column(name = "starts_at") Instant start,
        @Column(name = "ends_at") Instant end) {

    static final Duration LONGEST = Duration.ofHours(24);

    boolean hasBegun(Instant now) {
        return !now.isBefore(start);
    }

    /** The hours to pay for: each that has begun counts. */
    public long hours() {
        return Duration.between(start, end).plusHours(1).minusNanos(1).toHours();
    }

    @Override
    public String toString() {
        return start + " to " + end;
    }
}
