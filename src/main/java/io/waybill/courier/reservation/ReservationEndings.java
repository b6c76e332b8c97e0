package io.waybill.courier.reservation;

import io.waybill.core.Participants;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.timeline.TimelineWriter;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends reservations without their fee. */
@Service
class ReservationEndings {

    private final Reservations reservations;
    private final Participants participants;
    private final TimelineWriter timeline;
    private final ReservationProgress progress;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReservationEndings(
            Reservations reservations,
            Participants participants,
            TimelineWriter timeline,
            ReservationProgress progress,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reservations = reservations;
        this.participants = participants;
        this.timeline = timeline;
        this.progress = progress;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void reject(ReservationId id, Cause cause) {
        end(id, ReservationStatus.REJECTED, Steps.REJECT, cause);
    }

    @Transactional
    public void cancel(ReservationId id, Cause cause) {
        end(id, ReservationStatus.CANCELLED, Steps.CANCEL, cause);
    }

    /**
     * Ends the reservation and has every participant close its books for it, in this transaction (law 3). Does nothing if
     * it has already ended without its fee.
     *
     * @throws io.waybill.core.saga.OutOfTurn if it is past the pivot and can no longer be undone
     */
    private void end(ReservationId id, ReservationStatus ending, String step, Cause cause) {
        ReservationStatus status = reservations.statusOf(id).orElseThrow(() -> Reservation.unknown(id));
        if (!status.isUndone()) {
            events.publishEvent(new StepAsked(id.subject(), step));
            String reason = reason(id, cause);
            close(id, ending, reason);
            events.publishEvent(StepTaken.done(id.subject(), step, reason));
        }
    }

    private String reason(ReservationId id, Cause cause) {
        return Optional.of(id.subject())
                .filter(subject -> cause == Cause.FEE_REFUSED)
                .flatMap(timeline::latestObstacle)
                .map(obstacle -> cause.sentence() + ": " + obstacle)
                .orElse(cause.sentence());
    }

    /** The reservation's row is locked last, as in every step, so that they do not deadlock. */
    private void close(ReservationId id, ReservationStatus ending, String why) {
        participants.close(id.subject());
        Reservation reservation = reservations.lock(id).orElseThrow(() -> Reservation.unknown(id));
        reservation.end(ending, why, clock.instant());
        progress.made(reservation);
    }

    /**
     * Ends the reservation at an operator's request, whatever its process is doing, which has to be stopped as well.
     *
     * @throws NotFound if there is no such reservation
     * @throws Conflict if it is too late
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void force(ReservationId id, String who, String why) {
        ReservationStatus status = reservations.statusOf(id).orElseThrow(() -> new NotFound("reservation", id));
        if (!status.isBeforePivot()) {
            throw new Conflict(
                    status.isFinal()
                            ? "The reservation is already %s".formatted(status)
                            : "The reservation is %s and can only be completed: retry it".formatted(status));
        }
        close(id, ReservationStatus.CANCELLED, why);
        events.publishEvent(StepTaken.done(id.subject(), Steps.END, who + ": " + why));
        events.publishEvent(StepTaken.done(id.subject(), Steps.CANCEL, why));
    }

    /**
     * Ends a reservation that can no longer be kept because its cancellation was requested or its compensation had
     * begun. Returns false for any other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(ReservationId id, String why) {
        Reservation reservation = reservations.lock(id).orElseThrow(() -> Reservation.unknown(id));
        boolean undone = timeline.written(id.subject()).stream().anyMatch(entry -> entry.outcome() == Outcome.UNDONE);
        boolean ends = reservation.status().isBeforePivot() && (reservation.isToBeCancelled() || undone);
        if (ends) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.RESTART, why));
            cancel(id, reservation.isToBeCancelled() ? Cause.CANCEL_REQUESTED : Cause.OTHER);
        }
        return ends;
    }
}
