package io.waybill.core.worker;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobExceptionHandler;
import io.camunda.client.impl.worker.JobExceptionHandlerImpl;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The third outcome of a job (law 7): a failure is retried with backoff and ends as an incident, never lost. A failure
 * that is an outage costs no retry, so that waiting for a database does not end as an incident.
 */
@Component
class JobFailures implements JobExceptionHandlerSupplier {

    private static final Set<Class<? extends Exception>> OUTAGES = Set.of(
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            DataAccessResourceFailureException.class,
            CannotCreateTransactionException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            SQLNonTransientConnectionException.class);

    private static final int RETRIES_OF_A_JOB = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    @Override
    public JobExceptionHandler getJobExceptionHandler(JobExceptionHandlerSupplierContext worker) {
        return new JobExceptionHandlerImpl(
                failed -> describe(failed.getException()),
                failed -> retriesLeft(failed.getActivatedJob(), failed.getException()),
                failed -> backoff(retriesLeft(failed.getActivatedJob(), failed.getException())),
                JobExceptionHandlerImpl.DEFAULT_VARIABLES_PROVIDER);
    }

    static int retriesLeft(ActivatedJob job, Exception failure) {
        return isOutage(failure) ? job.getRetries() : job.getRetries() - 1;
    }

    static boolean isOutage(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> OUTAGES.stream().anyMatch(outage -> outage.isInstance(cause)));
    }

    /** Doubles with each of the five retries that the model gives a job, and is spread so that retries do not come in waves. */
    static Duration backoff(int retriesLeft) {
        int used = Math.clamp(RETRIES_OF_A_JOB - retriesLeft, 0, RETRIES_OF_A_JOB);
        long wait = FIRST_WAIT.toMillis() << used;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait / 2, wait + 1));
    }

    private static String describe(Exception failure) {
        Throwable cause = failure instanceof InvocationTargetException wrapped ? wrapped.getTargetException() : failure;
        return cause.toString();
    }
}
