package io.waybill.courier;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something was offered to a driver: a delivery, or a reservation. */
@Embeddable
public class Offer {

    private String driverId;

    @Enumerated(EnumType.STRING)
    private Status status = Status.OPEN;

    private Instant offeredAt;

    private @Nullable Instant answeredAt;

    /** What became of it. */
    public enum Status {
        OPEN,
        ACCEPTED,
        REFUSED,
        /** Not answered in time, or no longer wanted. */
        WITHDRAWN
    }

    Offer(String driverId, Instant offeredAt) {
        this.driverId = driverId;
        this.offeredAt = offeredAt;
    }

    @SuppressWarnings("NullAway.Init")
    protected Offer() {}

    public String driverId() {
        return driverId;
    }

    public Status status() {
        return status;
    }

    public Instant offeredAt() {
        return offeredAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    void answer(Status answer, Instant at) {
        status = answer;
        answeredAt = at;
    }

    void withdraw() {
        if (isOpen()) {
            status = Status.WITHDRAWN;
        }
    }
}
