package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.grpc.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that wait for an answer from elsewhere, and that the engine is not to give out again meanwhile. */
final class KeptJobs {

    private static final Logger log = LoggerFactory.getLogger(KeptJobs.class);

    /** So long the engine does not give out a job again. It costs next to nothing to be told of a step once a day. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private KeptJobs() {}

    /** Has the engine keep a job. Answers whether it has it, which it is taken to have if it does not answer. */
    static boolean keep(CamundaClient camunda, long job) {
        try {
            camunda.newUpdateTimeoutCommand(job)
                    .timeout(KEPT)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return true;
        } catch (ClientException e) {
            log.debug("The time-out of job {} stays as it is", job, e);
            return Answers.code(e) != Status.Code.NOT_FOUND;
        }
    }
}
