package io.waybill.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.api.command.FailJobCommandStep1;
import io.camunda.client.api.command.FailJobCommandStep1.FailJobCommandStep2;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobExceptionHandler.JobExceptionHandlerContext;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier.JobExceptionHandlerSupplierContext;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class JobFailuresTest {

    @ParameterizedTest
    @MethodSource
    void an_outage_costs_no_retry(Exception outage) {
        assertThat(JobFailures.retriesLeft(jobWithRetries(5), outage)).isEqualTo(5);
        assertThat(JobFailures.retriesLeft(jobWithRetries(5), new InvocationTargetException(outage)))
                .isEqualTo(5);
    }

    static Stream<Exception> an_outage_costs_no_retry() {
        return Stream.of(
                new DataAccessResourceFailureException("connection refused"),
                new CannotCreateTransactionException("no connection"),
                new CannotAcquireLockException("deadlock"),
                new IllegalStateException(new SQLNonTransientConnectionException("gone")),
                new IllegalStateException(new SQLRecoverableException("gone")));
    }

    @ParameterizedTest
    @MethodSource
    void a_bug_costs_a_retry(Exception bug) {
        assertThat(JobFailures.retriesLeft(jobWithRetries(5), bug)).isEqualTo(4);
    }

    static Stream<Exception> a_bug_costs_a_retry() {
        return Stream.of(new IllegalStateException("bug"), new DataIntegrityViolationException("bug"));
    }

    @Test
    void an_outage_is_waited_for_a_second_at_a_time() {
        assertThat(JobFailures.backoff(5)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void a_bug_is_waited_for_longer_with_each_retry() {
        assertThat(JobFailures.backoff(4)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(JobFailures.backoff(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(JobFailures.backoff(0)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(32));
    }

    @Test
    void the_engine_is_told_the_retries_and_the_wait() {
        FailJobCommandStep1 fail = mock();
        FailJobCommandStep2 answer = mock(Answers.RETURNS_SELF);
        JobClient engine = mock();
        ActivatedJob job = jobWithRetries(5);
        when(engine.newFailCommand(job.getKey())).thenReturn(fail);
        when(fail.retries(5)).thenReturn(answer);

        new JobFailures()
                .getJobExceptionHandler(new JobExceptionHandlerSupplierContext(Duration.ZERO, 20))
                .handleJobException(new JobExceptionHandlerContext(
                        engine, job, new DataAccessResourceFailureException("connection refused")));

        ArgumentCaptor<Duration> wait = ArgumentCaptor.forClass(Duration.class);
        verify(answer).retryBackoff(wait.capture());
        verify(answer).send();
        assertThat(wait.getValue()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    private static ActivatedJob jobWithRetries(int retries) {
        ActivatedJob job = mock();
        when(job.getRetries()).thenReturn(retries);
        return job;
    }
}
