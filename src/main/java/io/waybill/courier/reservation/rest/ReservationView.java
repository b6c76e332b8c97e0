package io.waybill.courier.reservation.rest;

import io.waybill.courier.OfferView;
import io.waybill.courier.reservation.Reservation;
import io.waybill.courier.reservation.ReservationStatus;
import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.rest.EntryView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as REST shows it.
 *
 * @param reason why it was rejected or cancelled
 * @param fee in the currency's smallest unit
 * @param driverId who comes, or came
 * @param offers made to drivers, one after another; missing in lists, as is the timeline
 * @param timeline what happened to it, oldest first
 */
record ReservationView(
        String id,
        String customerId,
        ReservationStatus status,
        @Nullable String reason,
        String place,
        Instant startsAt,
        Instant endsAt,
        long fee,
        @Nullable String driverId,
        Instant placedAt,
        @Nullable Instant closedAt,
        @Nullable List<OfferView> offers,
        @Nullable List<EntryView> timeline) {

    static ReservationView summary(Reservation reservation) {
        return view(reservation, null, null);
    }

    static ReservationView full(Reservation reservation, List<TimelineEntry> timeline) {
        return view(
                reservation,
                OfferView.of(reservation.offers()),
                timeline.stream().map(EntryView::of).toList());
    }

    private static ReservationView view(
            Reservation reservation, @Nullable List<OfferView> offers, @Nullable List<EntryView> timeline) {
        return new ReservationView(
                reservation.id().value(),
                reservation.customer().value(),
                reservation.status(),
                reservation.reason(),
                reservation.place(),
                reservation.slot().start(),
                reservation.slot().end(),
                reservation.fee().amount(),
                reservation.driver().orElse(null),
                reservation.placedAt(),
                reservation.closedAt(),
                offers,
                timeline);
    }
}
