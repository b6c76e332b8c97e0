package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.command.FailJobCommandStep1;
import io.camunda.client.api.command.FailJobCommandStep1.FailJobCommandStep2;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobExceptionHandler;
import io.camunda.client.jobhandling.CommandExceptionHandlingStrategy;
import io.camunda.client.jobhandling.CommandWrapper;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import io.camunda.client.metrics.JobHandlerMetrics;
import io.camunda.client.metrics.MetricsRecorder;
import io.waybill.core.saga.OutOfTurn;
import io.waybill.platform.engine.JobStuck;
import io.waybill.platform.engine.WorkerSettings;
import io.waybill.platform.outage.Backoff;
import io.waybill.platform.outage.DatabaseOutage;
import io.waybill.platform.outage.Outage;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The third outcome of a job (law 7): a failure is retried with backoff and ends as an incident, never lost. An outage
 * costs no retry, so waiting for a database does not end as an incident, however long it takes. The wait is here, and
 * the engine learns of the failure after it: the engine loses jobs that fail with a backoff (docs/adr/0023).
 */
@Component
@ConditionalOnZeebe
class JobFailures implements JobExceptionHandlerSupplier {

    private static final Logger log = LoggerFactory.getLogger(JobFailures.class);

    private static final int RETRIES_OF_A_JOB = 5;

    /** The task header in the model that has a job tried until it succeeds. */
    private static final String TRIED_ON_HEADER = "retry";

    private static final String TRIED_ON = "until-done";

    /** Less than the time-out of a job, 30 s, after which the engine accepts no answer to it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final ApplicationEventPublisher events;
    private final Duration firstRetry;
    private final CommandExceptionHandlingStrategy commands;
    private final MetricsRecorder metrics;
    private final Outage outage;
    private final AnswersKeptBack answers;
    private final SubjectsOfJobs subjects;

    JobFailures(
            ApplicationEventPublisher events,
            WorkerSettings settings,
            CommandExceptionHandlingStrategy commands,
            MetricsRecorder metrics,
            Outage outage,
            AnswersKeptBack answers,
            SubjectsOfJobs subjects) {
        this.events = events;
        this.firstRetry = settings.firstRetry();
        this.commands = commands;
        this.metrics = metrics;
        this.outage = outage;
        this.answers = answers;
        this.subjects = subjects;
    }

    @Override
    public JobExceptionHandler getJobExceptionHandler(JobExceptionHandlerSupplierContext worker) {
        return failed -> {
            ActivatedJob job = failed.getActivatedJob();
            Answer answer = answer(failed.getJobClient(), job, cause(failed.getException()));
            CommandWrapper command = new CommandWrapper(
                    answer.command(), job, commands, metrics, JobHandlerMetrics.counter(job), worker.maxRetries());
            answers.send(command::executeAsync, answer.after());
        };
    }

    private record Answer(FailJobCommandStep2 command, Duration after) {}

    private Answer answer(JobClient engine, ActivatedJob job, Throwable failure) {
        FailJobCommandStep1 command = engine.newFailCommand(job.getKey());
        if (failure instanceof HandedBack) {
            return new Answer(command.retries(job.getRetries()).errorMessage(failure.getMessage()), Duration.ZERO);
        }
        if (DatabaseOutage.causes(failure)) {
            return new Answer(
                    command.retries(job.getRetries()).errorMessage(failure.toString()), outage.waitAfter(failure));
        }
        int left = OutOfTurn.causes(failure) ? 0 : job.getRetries() - 1;
        log.warn("Job {} of type {} failed, {} retries left", job.getKey(), job.getType(), left, failure);
        int told = left > 0 ? left : lastRetries(job, failure);
        return new Answer(
                command.retries(told).errorMessage(message(failure)), told > 0 ? backoff(left) : Duration.ZERO);
    }

    /**
     * Zero raises an incident in the engine. One if the job is tried until it succeeds, or its incident was not saved.
     */
    private int lastRetries(ActivatedJob job, Throwable failure) {
        boolean triedOn = TRIED_ON.equals(job.getCustomHeaders().get(TRIED_ON_HEADER)) && !OutOfTurn.causes(failure);
        try {
            events.publishEvent(new JobStuck(
                    job.getKey(),
                    job.getType(),
                    job.getElementId(),
                    job.getElementInstanceKey(),
                    job.getProcessInstanceKey(),
                    subjects.of(job).orElse(null),
                    message(failure),
                    triedOn));
            return triedOn ? 1 : 0;
        } catch (RuntimeException e) {
            log.warn(
                    "Job {} of type {} is retried, because its incident could not be saved",
                    job.getKey(),
                    job.getType(),
                    e);
            return 1;
        }
    }

    /**
     * Doubles with each of the five retries that the model gives a job, with jitter so that retries do not come in
     * waves.
     */
    Duration backoff(int retriesLeft) {
        int used = Math.clamp(RETRIES_OF_A_JOB - retriesLeft, 0, RETRIES_OF_A_JOB);
        return Backoff.after(used, firstRetry, LONGEST_WAIT);
    }

    private static String message(Throwable failure) {
        return failure instanceof OutOfTurn ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static Throwable cause(Exception failure) {
        return failure instanceof InvocationTargetException wrapped ? wrapped.getTargetException() : failure;
    }
}
