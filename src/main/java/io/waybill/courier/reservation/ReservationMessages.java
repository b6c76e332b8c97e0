package io.waybill.courier.reservation;

import io.waybill.core.Stalled;
import io.waybill.core.saga.Sends;
import io.waybill.core.saga.Sends.Variable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends the process what happened outside it. A second copy of a message has no effect. */
@Component
class ReservationMessages {

    static final String PLACED = "reservation.placed";

    private static final Duration KEEP = Duration.ofHours(1);

    private final Reservations reservations;
    private final Engines engines;
    private final ProcessInstances instances;
    private final ReservationSettings settings;

    ReservationMessages(
            Reservations reservations, Engines engines, ProcessInstances instances, ReservationSettings settings) {
        this.reservations = reservations;
        this.engines = engines;
        this.instances = instances;
        this.settings = settings;
    }

    /** Starts the process of a reservation, once (law 8). */
    @Sends(
            message = PLACED,
            starts = ReservationId.PROCESS,
            businessKey = "reservationId",
            variables = {
                @Variable(name = "reservationId"),
                @Variable(name = "customerId"),
                @Variable(name = "startsAt", type = Instant.class),
                @Variable(name = "endsAt", type = Instant.class),
                @Variable(name = "driverAnswerTimeout", type = Duration.class),
                @Variable(name = "driversToTry", type = int.class)
            })
    void placed(Reservation reservation) {
        engines.start(List.of(start(reservation, KEEP)));
    }

    /**
     * Not kept by the engine: a kept message would start the process once more as soon as the current one has ended.
     */
    void placedAgain(Reservation reservation) {
        engines.startAgain(start(reservation, Duration.ZERO));
    }

    private Message start(Reservation reservation, Duration keep) {
        return message(
                PLACED,
                reservation.id().value(),
                reservation.id(),
                keep,
                Map.of(
                        "reservationId", reservation.id().value(),
                        "customerId", reservation.customer().value(),
                        "startsAt", reservation.slot().start().toString(),
                        "endsAt", reservation.slot().end().toString(),
                        "driverAnswerTimeout", settings.driverAnswerTimeout().toString(),
                        "driversToTry", settings.driversToTry()));
    }

    @Sends(message = Steps.CANCEL_REQUESTED, key = "reservationId")
    void cancellationRequested(ReservationId reservation) {
        publish(Steps.CANCEL_REQUESTED, reservation.value(), reservation);
    }

    @Sends(
            message = Steps.ACCEPTED,
            key = {"reservationId", "offer"})
    void accepted(ReservationId reservation, int offer) {
        publish(Steps.ACCEPTED, offer(reservation, offer), reservation);
    }

    @Sends(
            message = Steps.REFUSED,
            key = {"reservationId", "offer"})
    void refused(ReservationId reservation, int offer) {
        publish(Steps.REFUSED, offer(reservation, offer), reservation);
    }

    @Sends(message = Steps.NO_SHOW, key = "reservationId")
    void noShow(ReservationId reservation) {
        publish(Steps.NO_SHOW, reservation.value(), reservation);
    }

    /** Sends again what the process may have missed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        ReservationId.of(stalled.subject()).flatMap(reservations::lock).ifPresent(this::sendAgain);
    }

    private void sendAgain(Reservation reservation) {
        ReservationId id = reservation.id();
        int offer = reservation.offers().latestNumber();
        if (reservation.isToBeCancelled()) {
            cancellationRequested(id);
        } else if (reservation.isMissed()) {
            noShow(id);
        } else if (reservation.isAccepted() && reservation.status() == ReservationStatus.OFFERED) {
            accepted(id, offer);
        } else if (reservation.isSeeking() && reservation.offers().areRefused()) {
            refused(id, offer);
        }
    }

    /**
     * Stops the process of a reservation that has ended. A process that is not known yet is cancelled by message
     * instead.
     */
    void stop(ReservationId reservation) {
        List<Long> known = instances.notEnded(reservation.subject());
        if (known.isEmpty()) {
            cancellationRequested(reservation);
        }
        known.forEach(engines::stop);
    }

    /** The key has the offer's number, so a late answer is not taken for the next driver's. */
    private static String offer(ReservationId reservation, int number) {
        return reservation + "/" + number;
    }

    private void publish(String name, String key, ReservationId reservation) {
        engines.publish(message(name, key, reservation, KEEP, Map.of()));
    }

    private static Message message(
            String name, String key, ReservationId reservation, Duration keep, Map<String, Object> variables) {
        return new Message(name, key, key, keep, variables, reservation.value(), ReservationId.PROCESS);
    }
}
