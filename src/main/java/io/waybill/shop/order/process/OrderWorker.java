package io.waybill.shop.order.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.shop.order.Steps;
import org.springframework.stereotype.Component;

@Component
public class OrderWorker {

    private final Fulfilment fulfilment;
    private final Endings endings;

    OrderWorker(Fulfilment fulfilment, Endings endings) {
        this.fulfilment = fulfilment;
        this.endings = endings;
    }

    @Step(
            name = "Commit order",
            does =
                    "Decides in the database between shipping and a cancellation requested in the meantime. Answers whether it ships.",
            kind = Kind.PIVOT,
            effectIf = "committed",
            needs = {Steps.ACCOUNT_RESERVE, Steps.STOCK_RESERVE},
            waivable = Steps.DELIVERY_ACCEPTED)
    @JobWorker(type = Steps.COMMIT)
    public Answer commit(@Variable String orderId) {
        return new Answer(fulfilment.commit(OrderId.of(orderId)));
    }

    @Step(
            name = "Complete order",
            does = "Ends the order as completed.",
            kind = Kind.COMPLETION,
            needs = {Steps.ACCOUNT_CAPTURE, Steps.STOCK_SHIP})
    @JobWorker(type = Steps.COMPLETE)
    public void complete(@Variable String orderId) {
        fulfilment.complete(OrderId.of(orderId));
    }

    @Step(
            name = "Reject order",
            does = "Ends the order as rejected; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.REJECT)
    public void reject(@Variable String orderId, @Variable String cause) {
        endings.reject(OrderId.of(orderId), Cause.of(cause));
    }

    @Step(
            name = "Cancel order",
            does = "Ends the order as cancelled; every participant closes its books for it.",
            kind = Kind.CLOSING)
    @JobWorker(type = Steps.CANCEL)
    public void cancel(@Variable String orderId, @Variable String cause) {
        endings.cancel(OrderId.of(orderId), Cause.of(cause));
    }

    public record Answer(boolean committed) {}
}
