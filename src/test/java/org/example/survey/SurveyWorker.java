package org.example.survey;

import io.camunda.client.annotation.JobWorker;
import io.waybill.core.saga.Step;
import io.waybill.core.saga.Step.Kind;
import io.waybill.platform.engine.Job;
import org.springframework.stereotype.Component;

@Component
public class SurveyWorker {

    private final Surveys surveys;

    SurveyWorker(Surveys surveys) {
        this.surveys = surveys;
    }

    @Step(name = "Send survey", does = "Asks the customer by e-mail.", kind = Kind.NO_EFFECT)
    @JobWorker(type = Steps.SEND)
    public void send(Job job) {
        surveys.send(job.requireSubject().key());
    }

    @Step(name = "Complete survey", does = "Ends the survey as completed.", kind = Kind.COMPLETION)
    @JobWorker(type = Steps.COMPLETE)
    public void complete(Job job) {
        surveys.end(job.requireSubject().key(), Steps.COMPLETE, "COMPLETED", "Completed");
    }

    @Step(name = "Drop survey", does = "Ends the survey without an answer.", kind = Kind.CLOSING)
    @JobWorker(type = Steps.DROP)
    public void drop(Job job) {
        surveys.end(job.requireSubject().key(), Steps.DROP, "DROPPED", "Nobody answered");
    }
}
