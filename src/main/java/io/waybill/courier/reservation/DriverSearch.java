package io.waybill.courier.reservation;

import io.waybill.core.Participant;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.Queue;
import io.waybill.platform.queue.QueueSender;
import io.waybill.platform.timeline.Timelines;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds a driver for a reservation, who is free at its time. */
@Service
public class DriverSearch implements Participant {

    private final Reservations reservations;
    private final ReservationMessages messages;
    private final ReservationProgress progress;
    private final Timelines timelines;
    private final Outbox outbox;
    private final QueueSender queue;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DriverSearch(
            Reservations reservations,
            ReservationMessages messages,
            ReservationProgress progress,
            Timelines timelines,
            Outbox outbox,
            QueueSender queue,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reservations = reservations;
        this.messages = messages;
        this.progress = progress;
        this.timelines = timelines;
        this.outbox = outbox;
        this.queue = queue;
        this.events = events;
        this.clock = clock;
    }

    /** Offers the reservation to a first driver. Returns the offer's number; 0 if no driver is free. */
    @Transactional
    public int seek(ReservationId id) {
        Reservation reservation = lock(id);
        if (reservation.seek()) {
            progress.made(reservation);
            return offerToNextDriver(reservation, Steps.SEEK, 1);
        }
        return current(reservation);
    }

    /**
     * Offers the reservation to the next driver, because an offer was refused or not answered in time. Returns the
     * number of the offer that now counts; 0 if no driver is left.
     *
     * @param after the offer that timed out or was refused. If it was accepted at the last moment, it counts.
     * @param driversToTry how many drivers are asked in all
     */
    @Transactional
    public int offerNext(ReservationId id, int after, int driversToTry) {
        Reservation reservation = lock(id);
        return reservation.isSeeking() && reservation.offers().latestNumber() <= after
                ? offerToNextDriver(reservation, Steps.OFFER, driversToTry)
                : current(reservation);
    }

    /** The offer that counts without a new one. The process may not have got the acceptance; a copy has no effect. */
    private int current(Reservation reservation) {
        if (!reservation.isSeeking() && !reservation.isAccepted()) {
            return 0;
        }
        int offer = reservation.offers().latestNumber();
        if (reservation.isAccepted()) {
            messages.accepted(reservation.id(), offer);
        }
        return offer;
    }

    private int offerToNextDriver(Reservation reservation, String step, int driversToTry) {
        Subject subject = reservation.id().subject();
        Optional<String> next = reservation.slot().hasBegun(clock.instant())
                        || reservation.offers().latestNumber() >= driversToTry
                ? Optional.empty()
                : freeDriver(reservation.id());
        if (next.isEmpty()) {
            reservation.offers().withdraw();
            events.publishEvent(StepTaken.refused(subject, step, "No driver is left to ask"));
            return 0;
        }
        reservation.offers().make(next.get(), clock.instant());
        outbox.add(queue.mail(Queue.DRIVER_OFFERS, ReservationOffered.of(reservation, next.get(), clock.instant())));
        events.publishEvent(StepTaken.done(subject, step, "Offered to driver " + next.get()));
        return reservation.offers().latestNumber();
    }

    /** Starts with a different one for each reservation, so that not all of them wait for the same driver. */
    private Optional<String> freeDriver(ReservationId id) {
        long all = reservations.drivers();
        String first = all == 0
                ? ""
                : reservations.driver(Math.floorMod(id.hashCode(), all)).orElse("");
        return reservations.freeDriver(id.value(), first).or(() -> reservations.freeDriver(id.value(), ""));
    }

    /**
     * Records that a driver takes the reservation. The driver's row is locked first, so that of two reservations for the
     * same time only one can be accepted.
     *
     * @throws NotFound if there is no such reservation that was offered to them
     * @throws Conflict if the offer was withdrawn, or the driver has taken another one for that time
     */
    @Transactional
    public Reservation accept(ReservationId id, String driver, Viewer viewer) {
        reservations.lockDriver(driver);
        Reservation reservation = lock(id, viewer);
        reservations.overlapping(driver, id.value()).ifPresent(other -> {
            throw new Conflict("Driver %s has already accepted reservation %s, which is for a part of the same time"
                    .formatted(driver, other));
        });
        if (reservation.accept(driver, clock.instant())) {
            messages.accepted(id, reservation.offers().latestNumber());
            timelines.add(
                    StepTaken.done(id.subject(), Steps.ACCEPTED, "Driver %s will come".formatted(driver)),
                    clock.instant());
        }
        return reservation;
    }

    /** Records that a driver refuses the reservation; otherwise like {@link #accept}. */
    @Transactional
    public Reservation refuse(ReservationId id, String driver, Viewer viewer) {
        Reservation reservation = lock(id, viewer);
        if (reservation.refuse(driver, clock.instant())) {
            messages.refused(id, reservation.offers().latestNumber());
            timelines.add(
                    StepTaken.refused(id.subject(), Steps.REFUSED, "Driver %s will not come".formatted(driver)),
                    clock.instant());
        }
        return reservation;
    }

    private Reservation lock(ReservationId id, Viewer viewer) {
        return reservations.lock(id).filter(viewer::maySee).orElseThrow(() -> new NotFound("reservation", id));
    }

    /**
     * Withdraws the offers, and frees the driver. A late acceptance is refused, because the reservation remembers what
     * was withdrawn (law 2).
     */
    @Transactional
    public void release(ReservationId id) {
        Reservation reservation = lock(id);
        events.publishEvent(new StepAsked(id.subject(), Steps.RELEASE));
        if (reservation.release()) {
            events.publishEvent(StepTaken.undone(id.subject(), Steps.RELEASE, "No driver is reserved any more"));
        }
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        ReservationId.of(subject).ifPresent(this::release);
    }

    private Reservation lock(ReservationId id) {
        return reservations.lock(id).orElseThrow(() -> Reservation.unknown(id));
    }
}
