package io.waybill.courier.reservation.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.CustomerId;
import io.waybill.core.refusal.NotFound;
import io.waybill.courier.reservation.Booking;
import io.waybill.courier.reservation.Reservation;
import io.waybill.courier.reservation.ReservationId;
import io.waybill.courier.reservation.Reservations;
import io.waybill.courier.reservation.Viewer;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.Timelines;
import io.waybill.platform.web.ListPage;
import io.waybill.platform.web.ListParameters;
import io.waybill.platform.web.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reservations of a driver: place them, see them, cancel them. */
@RestController
@Tag(name = "reservation")
@RequestMapping("/reservations")
class ReservationController {

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id.value");

    private final Booking booking;
    private final Reservations reservations;
    private final Timelines timelines;
    private final Idempotency idempotency;

    ReservationController(Booking booking, Reservations reservations, Timelines timelines, Idempotency idempotency) {
        this.booking = booking;
        this.reservations = reservations;
        this.timelines = timelines;
        this.idempotency = idempotency;
    }

    /**
     * Books a driver for a place and a time. Once this is answered (202) the reservation is accepted and will reach
     * exactly one end: {@code COMPLETED}, {@code REJECTED} or {@code CANCELLED}. Its fee is held until then.
     */
    @Answers(
            value = {202, 422},
            headers = HttpHeaders.LOCATION)
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping
    ResponseEntity<ReservationView> place(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @Valid @RequestBody ReservationRequest request) {
        return idempotency.once(caller, new Call<>(key, "POST /reservations", request), ReservationView.class, () -> {
            Reservation placed =
                    booking.place(new CustomerId(request.customerId()), request.place(), request.slot(), caller);
            return ResponseEntity.accepted()
                    .location(URI.create("/reservations/" + placed.id()))
                    .body(ReservationView.full(placed, List.of(firstEntry(placed))));
        });
    }

    private static TimelineEntry firstEntry(Reservation placed) {
        var step = placed.placed();
        return new TimelineEntry(0, placed.placedAt(), step.step(), step.outcome(), step.detail());
    }

    /**
     * Lists reservations, newest first, without their offers and timelines. Customers see their own, drivers those that
     * were offered to them.
     */
    @RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.SERVICE})
    @GetMapping
    ResponseEntity<ListPage<ReservationView>> listReservations(
            Caller caller, @Valid ReservationFilter filter, @Valid ListParameters part) {
        Pageable newestFirst = part.pageable(NEWEST_FIRST);
        Optional<ReservationId> before = part.after(ReservationId::of);
        Specification<Reservation> wanted =
                filter.asSpecification().and(Viewer.of(caller).asSpecification());
        Slice<Reservation> found = before.isPresent()
                ? reservations.findBy(
                        wanted.and(ReservationFilter.before(before.get())), query -> query.slice(newestFirst))
                : reservations.findAll(wanted, newestFirst);
        return part.answerCounted(found, Reservation::id, ReservationView::summary);
    }

    /** Shows a reservation with its offers and what has happened to it so far. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{id}")
    ResponseEntity<ReservationView> get(Caller caller, @PathVariable String id) {
        Reservation reservation = ReservationId.parse(id)
                .flatMap(reservations::findById)
                .filter(Viewer.of(caller)::maySee)
                .orElseThrow(() -> new NotFound("reservation", id));
        List<TimelineEntry> entries = timelines.of(reservation.id().subject());
        return ResponseEntity.ok()
                .eTag("%d-%d".formatted(reservation.changes(), entries.size()))
                .body(ReservationView.full(reservation, entries));
    }

    /**
     * Cancels a reservation before its start. Once this is accepted no fee will be charged: what was done for it is
     * undone, and then it is {@code CANCELLED}. Once it has begun it is too late (409).
     */
    @Answers(202)
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @PostMapping("/{id}/cancellation")
    ResponseEntity<ReservationView> cancel(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id) {
        ReservationId reservation = parse(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /reservations/%s/cancellation".formatted(reservation), ""),
                ReservationView.class,
                () -> accepted(booking.cancel(reservation, caller)));
    }

    /**
     * Reports that the driver or the customer did not come: from its start until its end, by either of them or by an
     * operator, who then decides whether the fee is due.
     */
    @Answers(202)
    @RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR})
    @PostMapping("/{id}/no-show")
    ResponseEntity<ReservationView> reportNoShow(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody Reason reason) {
        ReservationId reservation = parse(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /reservations/%s/no-show".formatted(reservation), reason),
                ReservationView.class,
                () -> accepted(booking.reportNoShow(reservation, Viewer.of(caller), caller.name(), reason.reason())));
    }

    private ResponseEntity<ReservationView> accepted(Reservation reservation) {
        return ResponseEntity.accepted()
                .body(ReservationView.full(
                        reservation, timelines.of(reservation.id().subject())));
    }

    static ReservationId parse(String id) {
        return ReservationId.parse(id).orElseThrow(() -> new NotFound("reservation", id));
    }
}
