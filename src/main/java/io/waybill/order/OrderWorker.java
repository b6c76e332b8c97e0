package io.waybill.order;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import org.springframework.stereotype.Component;

@Component
public class OrderWorker {

    private final Fulfilment fulfilment;

    OrderWorker(Fulfilment fulfilment) {
        this.fulfilment = fulfilment;
    }

    @JobWorker(type = "order.commit")
    public Answer commit(@Variable String orderId) {
        return new Answer(fulfilment.commit(OrderId.of(orderId)));
    }

    @JobWorker(type = "order.complete")
    public void complete(@Variable String orderId) {
        fulfilment.complete(OrderId.of(orderId));
    }

    @JobWorker(type = "order.reject")
    public void reject(@Variable String orderId, @Variable String cause) {
        fulfilment.reject(OrderId.of(orderId), Cause.of(cause));
    }

    @JobWorker(type = "order.cancel")
    public void cancel(@Variable String orderId, @Variable String cause) {
        fulfilment.cancel(OrderId.of(orderId), Cause.of(cause));
    }

    public record Answer(boolean committed) {}
}
