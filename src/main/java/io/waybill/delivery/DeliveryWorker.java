package io.waybill.delivery;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import org.springframework.stereotype.Component;

@Component
public class DeliveryWorker {

    private final Deliveries deliveries;

    DeliveryWorker(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @JobWorker(type = "delivery.book")
    public Answer book(@Variable String orderId) {
        return new Answer(deliveries.book(OrderId.of(orderId)));
    }

    @JobWorker(type = "delivery.offer")
    public Answer offerNext(@Variable String orderId, @Variable int offer, @Variable int driversToTry) {
        return new Answer(deliveries.offerNext(OrderId.of(orderId), offer, driversToTry));
    }

    @JobWorker(type = "delivery.cancel")
    public void cancel(@Variable String orderId) {
        deliveries.cancel(OrderId.of(orderId));
    }

    public record Answer(int offer) {}
}
