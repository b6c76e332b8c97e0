package io.waybill.courier.reservation;

import io.waybill.account.Accounts;
import io.waybill.core.Charges;
import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.platform.timeline.Timelines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes reservations, requests to cancel them, and reports of no-shows. */
@Service
public class Booking implements Charges {

    static final Duration LATEST = Duration.ofDays(366);

    private final Reservations reservations;
    private final Accounts accounts;
    private final ReservationMessages messages;
    private final ReservationProgress progress;
    private final Timelines timelines;
    private final ApplicationEventPublisher events;
    private final ReservationSettings settings;
    private final Clock clock;

    Booking(
            Reservations reservations,
            Accounts accounts,
            ReservationMessages messages,
            ReservationProgress progress,
            Timelines timelines,
            ApplicationEventPublisher events,
            ReservationSettings settings,
            Clock clock) {
        this.reservations = reservations;
        this.accounts = accounts;
        this.messages = messages;
        this.progress = progress;
        this.timelines = timelines;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Accepts a reservation. Once this transaction commits, it will reach one of its ends.
     *
     * @throws AccessDeniedException if the caller may not reserve for this customer
     * @throws Unprocessable if the customer does not exist, or the time is not one to reserve
     */
    @Transactional
    public Reservation place(CustomerId customer, String place, Slot slot, Caller caller) {
        if (!caller.mayActFor(customer)) {
            throw new AccessDeniedException("This token may reserve for customer %s only".formatted(caller.customer()));
        }
        Instant now = clock.instant();
        List<FieldError> errors = new ArrayList<>();
        mistake(slot, now).ifPresent(errors::add);
        if (accounts.existing(Set.of(customer)).isEmpty()) {
            errors.add(new FieldError("customerId", "There is no customer " + customer));
        }
        if (!errors.isEmpty()) {
            throw new Unprocessable(errors);
        }
        Money fee = new Money(settings.hourlyFee()).times(slot.hours());
        Reservation reservation = reservations.save(Reservation.place(customer, place, slot, fee, now));
        events.publishEvent(reservation.placed());
        messages.placed(reservation);
        progress.made(reservation);
        return reservation;
    }

    private static Optional<FieldError> mistake(Slot slot, Instant now) {
        if (slot.hasBegun(now)) {
            return Optional.of(new FieldError("startsAt", "is in the past"));
        }
        if (slot.start().isAfter(now.plus(LATEST))) {
            return Optional.of(new FieldError("startsAt", "is more than %d days from now".formatted(LATEST.toDays())));
        }
        Duration length = Duration.between(slot.start(), slot.end());
        if (!length.isPositive()) {
            return Optional.of(new FieldError("endsAt", "is not after startsAt"));
        }
        return length.compareTo(Slot.LONGEST) > 0
                ? Optional.of(new FieldError("endsAt", "is more than 24 hours after startsAt"))
                : Optional.empty();
    }

    /**
     * Requests the cancellation of a reservation. Once this transaction commits, no fee will be charged; the process
     * then undoes what was done.
     *
     * @throws NotFound if there is no such reservation that the caller may see
     * @throws io.waybill.core.refusal.Conflict if it has begun, or is past the pivot
     */
    @Transactional
    public Reservation cancel(ReservationId id, Caller caller) {
        Reservation reservation = lock(id).filter(found -> caller.mayActFor(found.customer()))
                .orElseThrow(() -> new NotFound("reservation", id));
        if (reservation.requestCancellation(clock.instant())) {
            timelines.add(
                    StepTaken.done(id.subject(), Steps.CANCEL_REQUESTED, "Cancellation requested"), clock.instant());
            messages.cancellationRequested(id);
        }
        return reservation;
    }

    /**
     * Records that somebody did not come; an operator then decides about the fee.
     *
     * @param who reports it
     * @param why in the reporter's words
     * @throws NotFound if there is no such reservation that the caller may see
     * @throws io.waybill.core.refusal.Conflict if it has not begun, or is over
     */
    @Transactional
    public Reservation reportNoShow(ReservationId id, Viewer viewer, String who, String why) {
        Reservation reservation =
                lock(id).filter(viewer::takesPartIn).orElseThrow(() -> new NotFound("reservation", id));
        if (reservation.reportNoShow(clock.instant())) {
            timelines.add(StepTaken.failed(id.subject(), Steps.NO_SHOW, who + ": " + why), clock.instant());
            messages.noShow(id);
        }
        return reservation;
    }

    private Optional<Reservation> lock(ReservationId id) {
        return reservations.lock(id);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Charge> of(Subject subject) {
        return ReservationId.of(subject)
                .flatMap(reservations::findById)
                .map(reservation -> new Charge(reservation.customer(), reservation.fee()));
    }
}
