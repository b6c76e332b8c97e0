package io.waybill.courier.reservation;

import io.waybill.platform.queue.QueueMessage;
import java.time.Instant;

/** The message that offers a reservation to a driver, who answers over REST. */
record ReservationOffered(
        String type,
        int version,
        String id,
        Instant occurredAt,
        String reservationId,
        int offer,
        String driverId,
        String place,
        Instant startsAt,
        Instant endsAt)
        implements QueueMessage {

    static ReservationOffered of(Reservation reservation, String driver, Instant at) {
        int offer = reservation.offers().latestNumber();
        return new ReservationOffered(
                "reservation.offered",
                1,
                "reservation.offered:%s:%d".formatted(reservation.id(), offer),
                at,
                reservation.id().value(),
                offer,
                driver,
                reservation.place(),
                reservation.slot().start(),
                reservation.slot().end());
    }
}
