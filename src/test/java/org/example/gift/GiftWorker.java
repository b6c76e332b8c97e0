package org.example.gift;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class GiftWorker {

    private final GiftWrapping wrapping;

    GiftWorker(GiftWrapping wrapping) {
        this.wrapping = wrapping;
    }

    @Step(name = "Wrap gift", does = "Wraps the order as a gift.", kind = Kind.COMPENSATABLE, undo = Steps.UNWRAP)
    @JobWorker(type = Steps.WRAP)
    public void wrap(@Variable String orderId) {
        wrapping.wrap(OrderId.of(orderId));
    }

    @Step(name = "Unwrap gift", does = "Puts the paper back.", kind = Kind.UNDO)
    @JobWorker(type = Steps.UNWRAP)
    public void unwrap(@Variable String orderId) {
        wrapping.unwrap(OrderId.of(orderId));
    }
}
