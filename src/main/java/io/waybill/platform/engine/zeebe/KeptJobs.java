package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.grpc.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that wait for an answer from elsewhere, and that the engine must not hand out again meanwhile. */
final class KeptJobs {

    private static final Logger log = LoggerFactory.getLogger(KeptJobs.class);

    /** After this the engine hands out the job again. Once a day costs next to nothing. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private KeptJobs() {}

    /** Has the engine keep a job. Returns whether the engine has it; true also if the engine does not respond. */
    static boolean keep(CamundaClient camunda, long job) {
        try {
            camunda.newUpdateTimeoutCommand(job)
                    .timeout(KEPT)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            return true;
        } catch (ClientException e) {
            log.debug("Could not extend the time-out of job {}", job, e);
            return Answers.code(e) != Status.Code.NOT_FOUND;
        }
    }
}
