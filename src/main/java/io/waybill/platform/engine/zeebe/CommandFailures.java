package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.worker.BackoffSupplier;
import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.grpc.Status;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What happens when the engine does not accept a worker's answer. The answer is sent again until the job's time-out.
 * Then the engine hands out the job again, and the step finds that it is already done (law 1). This replaces the
 * starter's own strategy, which in 8.9.0-rc3 never retries: its check for retriable codes is always false.
 */
@Component
@ConditionalOnZeebe
class CommandFailures implements CommandExceptionHandlingStrategy {

    private static final Logger log = LoggerFactory.getLogger(CommandFailures.class);

    private static final Set<Status.Code> RETRIABLE = Set.of(
            Status.Code.CANCELLED,
            Status.Code.DEADLINE_EXCEEDED,
            Status.Code.RESOURCE_EXHAUSTED,
            Status.Code.ABORTED,
            Status.Code.UNAVAILABLE,
            Status.Code.DATA_LOSS);

    private static final BackoffSupplier BACKOFF = BackoffSupplier.newBackoffBuilder()
            .minDelay(50)
            .maxDelay(5_000)
            .backoffFactor(2)
            .jitterFactor(0.2)
            .build();

    private final CamundaClientExecutorService executor;
    private final Outage outage;

    CommandFailures(CamundaClientExecutorService executor, Clock clock) {
        this.executor = executor;
        outage = new Outage("The engine does not accept answers; it will hand out the jobs again", log, clock);
    }

    @Override
    public void handleCommandError(CommandWrapper command, Throwable error) {
        Status.Code code = Status.fromThrowable(error).getCode();
        if (code == Status.Code.NOT_FOUND) {
            log.debug("The job is gone (it timed out, or its order moved on): {}", command);
        } else if (RETRIABLE.contains(code) && command.hasMoreRetries()) {
            command.increaseBackoffUsing(BACKOFF);
            command.scheduleExecutionUsing(executor.getScheduledExecutor());
        } else if (RETRIABLE.contains(code)) {
            outage.waitAfter(error);
        } else {
            log.warn("The engine did not accept an answer ({}); it will hand out the job again: {}", code, command);
        }
    }
}
