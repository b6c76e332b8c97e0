package io.waybill.courier.reservation;

import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the process does to a reservation that a driver has accepted, up to its end as completed. */
@Service
class Settlement {

    private final Reservations reservations;
    private final ReservationProgress progress;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(Reservations reservations, ReservationProgress progress, ApplicationEventPublisher events, Clock clock) {
        this.reservations = reservations;
        this.progress = progress;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void confirm(ReservationId id) {
        Reservation reservation = lock(id);
        if (reservation.confirm()) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.CONFIRM, "Confirmed"));
            progress.made(reservation);
        }
    }

    /**
     * Ends the time in which a no-show can be reported. Returns whether one was, since its message may not have reached
     * the process in time.
     */
    @Transactional
    public boolean check(ReservationId id) {
        return lock(id).endReports();
    }

    /** The pivot. Returns false if a cancellation was requested before. */
    @Transactional
    public boolean commit(ReservationId id) {
        if (!reservations.isCancelRequested(id)) {
            events.publishEvent(new StepAsked(id.subject(), Steps.COMMIT));
        }
        Reservation reservation = lock(id);
        boolean before = reservation.status().isBeforePivot();
        boolean committed = reservation.commit();
        if (committed && before) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.COMMIT, "The fee is due"));
            progress.made(reservation);
        }
        return committed;
    }

    @Transactional
    public void complete(ReservationId id) {
        events.publishEvent(new StepAsked(id.subject(), Steps.COMPLETE));
        Reservation reservation = lock(id);
        if (reservation.complete(clock.instant())) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.COMPLETE, "Completed"));
            progress.made(reservation);
        }
    }

    private Reservation lock(ReservationId id) {
        return reservations.lock(id).orElseThrow(() -> Reservation.unknown(id));
    }
}
