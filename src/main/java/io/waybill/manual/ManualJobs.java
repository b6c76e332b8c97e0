package io.waybill.manual;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The engine's side of manual steps: their jobs, which only an answer completes. */
@Component
class ManualJobs {

    private static final Logger log = LoggerFactory.getLogger(ManualJobs.class);

    /** So long the engine does not give out a job again. It costs next to nothing to be told of a step once a day. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CamundaClient camunda;
    private final ManualSteps steps;

    ManualJobs(CamundaClient camunda, ManualSteps steps) {
        this.camunda = camunda;
        this.steps = steps;
    }

    /** Has the engine keep a job. Answers whether it has it, which it is taken to have if it does not answer. */
    boolean keep(long job) {
        try {
            camunda.newUpdateTimeoutCommand(job)
                    .timeout(KEPT)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return true;
        } catch (ClientException e) {
            log.debug("The time-out of job {} stays as it is", job, e);
            return !(e instanceof ClientStatusException refused && refused.getStatusCode() == Status.Code.NOT_FOUND);
        }
    }

    /** Completes a job, also one whose time-out has passed. One that the engine does not have needs no answer. */
    void complete(Completion done) {
        try {
            camunda.newCompleteCommand(done.job())
                    .variables(done.answers())
                    .send()
                    .join();
        } catch (ClientStatusException e) {
            switch (e.getStatusCode()) {
                case NOT_FOUND, FAILED_PRECONDITION -> {
                    log.info("The engine does not wait for {}: {}", done, e.getMessage());
                    steps.gone(done.step(), ManualStep.State.ANSWERED);
                }
                default -> throw e;
            }
        }
    }
}
