package io.waybill.account;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import org.springframework.stereotype.Component;

@Component
public class AccountWorker {

    private final Accounts accounts;

    AccountWorker(Accounts accounts) {
        this.accounts = accounts;
    }

    @Step(
            name = "Reserve credit",
            does = "Holds the order's total on the customer's account. Answers whether the credit suffices.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.RELEASE,
            effectIf = "creditReserved")
    @JobWorker(type = Steps.RESERVE)
    public Answer reserve(@Variable String orderId) {
        return new Answer(accounts.reserve(OrderId.of(orderId).subject()));
    }

    @Step(name = "Release credit", does = "Frees the credit that is held for the order.", kind = Kind.UNDO)
    @JobWorker(type = Steps.RELEASE)
    public void release(@Variable String orderId) {
        accounts.release(OrderId.of(orderId).subject());
    }

    @Step(name = "Capture payment", does = "Turns the held credit into a payment.", kind = Kind.RETRIABLE)
    @JobWorker(type = Steps.CAPTURE)
    public void capture(@Variable String orderId) {
        accounts.capture(OrderId.of(orderId).subject());
    }

    public record Answer(boolean creditReserved) {}
}
