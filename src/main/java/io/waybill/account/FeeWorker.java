package io.waybill.account;

import io.camunda.client.annotation.JobWorker;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.engine.Job;
import org.springframework.stereotype.Component;

/** The steps for what a subject of any process but an order's costs. */
@Component
public class FeeWorker {

    private final Accounts accounts;

    FeeWorker(Accounts accounts) {
        this.accounts = accounts;
    }

    @Step(
            name = "Hold fee",
            does = "Holds the fee on the customer's account. Answers whether the credit suffices.",
            kind = Kind.COMPENSATABLE,
            undo = Steps.RELEASE_FEE,
            effectIf = "feeHeld")
    @JobWorker(type = Steps.HOLD_FEE)
    public Answer hold(Job job) {
        return new Answer(accounts.reserve(job.requireSubject()));
    }

    @Step(name = "Release fee", does = "Frees the fee that is held.", kind = Kind.UNDO)
    @JobWorker(type = Steps.RELEASE_FEE)
    public void release(Job job) {
        accounts.release(job.requireSubject());
    }

    @Step(name = "Charge fee", does = "Turns the held fee into a payment.", kind = Kind.RETRIABLE)
    @JobWorker(type = Steps.CHARGE_FEE)
    public void capture(Job job) {
        accounts.capture(job.requireSubject());
    }

    public record Answer(boolean feeHeld) {}
}
