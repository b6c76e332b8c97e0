package io.waybill.platform.manual;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waybill.core.OrderId;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.engine.Job;
import org.springframework.stereotype.Component;

@Component
public class ManualWorker {

    private final Desk desk;

    ManualWorker(Desk desk) {
        this.desk = desk;
    }

    /** Nothing but an answer completes the job. */
    @Step(
            name = "Ask people",
            does = "Asks people a question and waits for their answers, each of them yes or no.",
            kind = Kind.NO_EFFECT,
            byPeople = true)
    @JobWorker(type = Steps.MANUAL, autoComplete = false, fetchAllVariables = false)
    public void ask(Job job, @Variable String orderId) {
        desk.ask(Asked.by(job, OrderId.of(orderId)));
    }
}
