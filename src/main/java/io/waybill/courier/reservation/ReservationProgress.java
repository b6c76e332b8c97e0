package io.waybill.courier.reservation;

import io.waybill.core.Progressed;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other modules, in the same transaction, that a reservation has reached another status. */
@Component
class ReservationProgress {

    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReservationProgress(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void made(Reservation reservation) {
        events.publishEvent(new Progressed(List.of(new Progressed.Progress(
                reservation.id().subject(),
                reservation.customer(),
                reservation.status().name(),
                reservation.status().isFinal(),
                clock.instant(),
                reservation.reason()))));
    }
}
