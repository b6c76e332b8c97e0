package io.waybill.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.api.response.ActivatedJob;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
                new CannotAcquireLockException("deadlock"));
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
    void waits_longer_with_each_retry_but_not_for_ever() {
        assertThat(JobFailures.backoff(5, 4)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(JobFailures.backoff(5, 2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(JobFailures.backoff(50, 0)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private static ActivatedJob jobWithRetries(int retries) {
        ActivatedJob job = mock();
        when(job.getRetries()).thenReturn(retries);
        return job;
    }
}
