package io.waybill.courier;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class DeliveryWorker {

    private final Deliveries deliveries;

    DeliveryWorker(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Step(
            name = "Book delivery",
            does =
                    "Opens the delivery and offers it to the first driver. Answers the number of that offer; 0 if there is no driver.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.CANCEL)
    @JobWorker(type = Steps.BOOK)
    public Answer book(@Variable String orderId) {
        return new Answer(deliveries.book(OrderId.of(orderId)));
    }

    @Step(
            name = "Offer to next driver",
            does =
                    "Offers the delivery to a driver who has not been asked yet. Answers the number of the offer that counts; 0 if no driver is left.",
            kind = Kind.COMPENSATABLE,
            undoneWith = Steps.BOOK,
            key = "offer")
    @JobWorker(type = Steps.OFFER)
    public Answer offerNext(@Variable String orderId, @Variable int offer, @Variable int driversToTry) {
        return new Answer(deliveries.offerNext(OrderId.of(orderId), offer, driversToTry));
    }

    @Step(name = "Cancel delivery", does = "Cancels the delivery and withdraws its offers.", kind = Kind.UNDO)
    @JobWorker(type = Steps.CANCEL)
    public void cancel(@Variable String orderId) {
        deliveries.cancel(OrderId.of(orderId));
    }

    public record Answer(int offer) {}
}
