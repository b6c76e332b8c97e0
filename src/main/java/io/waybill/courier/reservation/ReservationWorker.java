package io.waybill.courier.reservation;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class ReservationWorker {

    private final DriverSearch search;
    private final Settlement settlement;
    private final ReservationEndings endings;

    ReservationWorker(DriverSearch search, Settlement settlement, ReservationEndings endings) {
        this.search = search;
        this.settlement = settlement;
        this.endings = endings;
    }

    @Step(
            name = "Seek driver",
            does =
                    "Offers the reservation to the first driver who is free at that time. Answers the number of that offer; 0 if no driver is free.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.RELEASE)
    @JobWorker(type = Steps.SEEK)
    public Offered seek(@Variable String reservationId) {
        return new Offered(search.seek(ReservationId.of(reservationId)));
    }

    @Step(
            name = "Offer to next driver",
            does =
                    "Offers the reservation to a free driver who has not been asked yet. Answers the number of the offer that counts; 0 if no driver is left.",
            kind = Kind.COMPENSATABLE,
            undoneWith = Steps.SEEK,
            key = "offer")
    @JobWorker(type = Steps.OFFER)
    public Offered offerNext(@Variable String reservationId, @Variable int offer, @Variable int driversToTry) {
        return new Offered(search.offerNext(ReservationId.of(reservationId), offer, driversToTry));
    }

    @Step(name = "Release driver", does = "Withdraws the offers, and frees the driver.", kind = Kind.UNDO)
    @JobWorker(type = Steps.RELEASE)
    public void release(@Variable String reservationId) {
        search.release(ReservationId.of(reservationId));
    }

    @Step(name = "Confirm reservation", does = "Tells the customer that a driver will come.", kind = Kind.NO_EFFECT)
    @JobWorker(type = Steps.CONFIRM)
    public void confirm(@Variable String reservationId) {
        settlement.confirm(ReservationId.of(reservationId));
    }

    @Step(
            name = "Check for no-show",
            does = "Ends the time in which a no-show can be reported. Answers whether one was.",
            kind = Kind.NO_EFFECT)
    @JobWorker(type = Steps.CHECK)
    public Checked check(@Variable String reservationId) {
        return new Checked(settlement.check(ReservationId.of(reservationId)));
    }

    @Step(
            name = "Commit reservation",
            does =
                    "Decides in the database between charging the fee and a cancellation that was requested in time. Answers whether the fee is charged.",
            kind = Kind.PIVOT,
            effectIf = "committed",
            needs = Steps.HOLD_FEE,
            waivable = Steps.ACCEPTED)
    @JobWorker(type = Steps.COMMIT)
    public Committed commit(@Variable String reservationId) {
        return new Committed(settlement.commit(ReservationId.of(reservationId)));
    }

    @Step(
            name = "Complete reservation",
            does = "Ends the reservation as completed.",
            kind = Kind.COMPLETION,
            needs = Steps.CHARGE_FEE)
    @JobWorker(type = Steps.COMPLETE)
    public void complete(@Variable String reservationId) {
        settlement.complete(ReservationId.of(reservationId));
    }

    @Step(
            name = "Reject reservation",
            does = "Ends the reservation as rejected; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.REJECT)
    public void reject(@Variable String reservationId, @Variable String cause) {
        endings.reject(ReservationId.of(reservationId), Cause.of(cause));
    }

    @Step(
            name = "Cancel reservation",
            does = "Ends the reservation as cancelled; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.CANCEL)
    public void cancel(@Variable String reservationId, @Variable String cause) {
        endings.cancel(ReservationId.of(reservationId), Cause.of(cause));
    }

    public record Offered(int offer) {}

    public record Checked(boolean missed) {}

    public record Committed(boolean committed) {}
}
