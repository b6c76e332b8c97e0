package io.waybill.courier.reservation.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.courier.AnsweringDriver;
import io.waybill.courier.DriverAnswer;
import io.waybill.courier.reservation.DriverSearch;
import io.waybill.courier.reservation.Reservation;
import io.waybill.courier.reservation.ReservationId;
import io.waybill.courier.reservation.Viewer;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.Timelines;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Offers of reservations: drivers accept or refuse them. */
@RestController
@Tag(name = "reservation")
@RolesAllowed({Role.DRIVER, Role.OPERATOR})
class ReservationOfferController {

    private final DriverSearch search;
    private final AnsweringDriver answering;
    private final Timelines timelines;
    private final Idempotency idempotency;

    ReservationOfferController(
            DriverSearch search, AnsweringDriver answering, Timelines timelines, Idempotency idempotency) {
        this.search = search;
        this.answering = answering;
        this.timelines = timelines;
        this.idempotency = idempotency;
    }

    /**
     * Accepts the offer of a reservation. If it was withdrawn, or the driver has accepted another one for a part of the
     * same time, it is refused (409).
     */
    @Answers(422)
    @PostMapping("/reservations/{id}/acceptance")
    ResponseEntity<ReservationView> acceptReservation(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody DriverAnswer answer) {
        ReservationId reservation = ReservationController.parse(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /reservations/%s/acceptance".formatted(reservation), answer),
                ReservationView.class,
                () -> answered(search.accept(reservation, answering.check(caller, answer), Viewer.of(caller))));
    }

    /** Refuses the offer of a reservation, which is then offered to the next driver. */
    @Answers(422)
    @PostMapping("/reservations/{id}/refusal")
    ResponseEntity<ReservationView> refuseReservation(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String id,
            @Valid @RequestBody DriverAnswer answer) {
        ReservationId reservation = ReservationController.parse(id);
        return idempotency.once(
                caller,
                new Call<>(key, "POST /reservations/%s/refusal".formatted(reservation), answer),
                ReservationView.class,
                () -> answered(search.refuse(reservation, answering.check(caller, answer), Viewer.of(caller))));
    }

    private ResponseEntity<ReservationView> answered(Reservation reservation) {
        return ResponseEntity.ok(
                ReservationView.full(reservation, timelines.of(reservation.id().subject())));
    }
}
