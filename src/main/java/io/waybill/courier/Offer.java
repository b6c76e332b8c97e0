package io.waybill.courier;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery was offered to a driver. */
@Embeddable
class Offer {

    private String driverId;

    @Enumerated(EnumType.STRING)
    private Status status = Status.OPEN;

    private Instant offeredAt;

    private @Nullable Instant answeredAt;

    enum Status {
        OPEN,
        ACCEPTED,
        REFUSED,
        /** Not answered in time, or the delivery is no longer wanted. */
        WITHDRAWN
    }

    Offer(String driverId, Instant offeredAt) {
        this.driverId = driverId;
        this.offeredAt = offeredAt;
    }

    @SuppressWarnings("NullAway.Init")
    protected Offer() {}

    String driverId() {
        return driverId;
    }

    Status status() {
        return status;
    }

    Instant offeredAt() {
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
