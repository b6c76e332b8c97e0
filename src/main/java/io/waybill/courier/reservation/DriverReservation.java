package io.waybill.courier.reservation;

import io.waybill.core.Participants;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.SubjectTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The process that carries reservations to their end. */
@Component
class DriverReservation implements BusinessProcess {

    private static final SubjectTable TABLE = new SubjectTable(
            "reservation",
            "reservation_timeline",
            "reservation_id",
            statuses(ReservationStatus::isBeforePivot),
            statuses(status -> !status.isBeforePivot() && !status.isFinal()),
            statuses(ReservationStatus::isFinal),
            "ends_at");

    private final Reservations reservations;
    private final ReservationMessages messages;
    private final ReservationEndings endings;
    private final Participants participants;

    DriverReservation(
            Reservations reservations,
            ReservationMessages messages,
            ReservationEndings endings,
            Participants participants) {
        this.reservations = reservations;
        this.messages = messages;
        this.endings = endings;
        this.participants = participants;
    }

    private static List<String> statuses(Predicate<ReservationStatus> which) {
        return Arrays.stream(ReservationStatus.values())
                .filter(which)
                .map(Enum::name)
                .toList();
    }

    @Override
    public String id() {
        return ReservationId.PROCESS;
    }

    @Override
    public String noun() {
        return "reservation";
    }

    @Override
    public boolean isKey(String text) {
        return ReservationId.parse(text).isPresent();
    }

    @Override
    public String startMessage() {
        return ReservationMessages.PLACED;
    }

    @Override
    public SubjectTable table() {
        return TABLE;
    }

    @Override
    public Set<String> lastSteps() {
        return Set.of(Steps.COMPLETE, Steps.REJECT, Steps.CANCEL);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void startAgain(String key) {
        ReservationId id = ReservationId.of(key);
        messages.placedAgain(reservations.lock(id).orElseThrow(() -> Reservation.unknown(id)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(String key, String why) {
        return endings.endIfBeingUndone(ReservationId.of(key), why);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String key, String who, String why) {
        ReservationId id = ReservationId.of(key);
        endings.force(id, who, why);
        messages.stop(id);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeBooks(String key) {
        participants.close(subject(key));
    }

    @Override
    public String inWords(String status) {
        return switch (ReservationStatus.valueOf(status)) {
            case PLACED -> "was placed";
            case OFFERED -> "waits for a driver";
            case CONFIRMED -> "is confirmed: a driver will come";
            case SETTLING -> "is being charged";
            case COMPLETED -> "is completed";
            case REJECTED -> "was rejected";
            case CANCELLED -> "was cancelled";
        };
    }
}
