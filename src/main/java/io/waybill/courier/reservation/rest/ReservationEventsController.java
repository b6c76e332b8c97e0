package io.waybill.courier.reservation.rest;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.core.refusal.NotFound;
import io.waybill.courier.reservation.ReservationId;
import io.waybill.courier.reservation.Reservations;
import io.waybill.courier.reservation.Viewer;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.rest.EventStream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Reservation events: what happens to a reservation, as it happens. */
@RestController
@Tag(name = "reservation")
@RolesAllowed({Role.CUSTOMER, Role.DRIVER, Role.OPERATOR, Role.SERVICE})
class ReservationEventsController {

    private final EventStream events;
    private final Reservations reservations;

    ReservationEventsController(EventStream events, Reservations reservations) {
        this.events = events;
        this.reservations = reservations;
    }

    /**
     * Follows a reservation: sends each entry of its timeline as a server-sent event, first the existing entries, then
     * new ones as they happen. The stream ends with the reservation. A caller that reconnects with
     * {@code Last-Event-ID} continues where it was; 204 means that nothing will follow.
     */
    @Answers({200, 204})
    @GetMapping(path = "/reservations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void followReservation(
            Caller caller,
            JwtAuthenticationToken token,
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            HttpServletResponse response) {
        ReservationId reservation = ReservationId.parse(id)
                .filter(known -> reservations
                        .findById(known)
                        .filter(Viewer.of(caller)::maySee)
                        .isPresent())
                .orElseThrow(() -> new NotFound("reservation", id));
        events.send(reservation.subject(), lastEventId, token, response);
    }
}
