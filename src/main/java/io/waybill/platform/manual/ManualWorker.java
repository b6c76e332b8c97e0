package io.waybill.platform.manual;

import io.camunda.client.annotation.JobWorker;
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
    @JobWorker(type = Steps.MANUAL, autoComplete = false)
    public void ask(Job job) {
        desk.ask(Asked.by(job, job.requireSubject()));
    }
}
