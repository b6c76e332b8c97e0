package io.waybill.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.FailJobCommandStep1;
import io.camunda.client.api.command.FailJobCommandStep1.FailJobCommandStep2;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.FailJobResponse;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobExceptionHandler.JobExceptionHandlerContext;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier.JobExceptionHandlerSupplierContext;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class JobFailuresTest {

    final FailJobCommandStep1 fail = mock();
    final FailJobCommandStep2 answer = mock(Answers.RETURNS_SELF);
    final JobClient engine = mock();

    @BeforeEach
    void an_engine() {
        when(engine.newFailCommand(anyLong())).thenReturn(fail);
        when(fail.retries(anyInt())).thenReturn(answer);
        CamundaFuture<FailJobResponse> sent = mock();
        when(answer.send()).thenReturn(sent);
    }

    @Test
    void an_outage_costs_no_retry() {
        fail(jobWithRetries(5), new InvocationTargetException(new DataAccessResourceFailureException("refused")));

        verify(fail).retries(5);
        assertThat(backoffTold()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        verify(answer).send();
    }

    @Test
    void a_bug_costs_a_retry() {
        fail(jobWithRetries(5), new DataIntegrityViolationException("bug"));

        verify(fail).retries(4);
        assertThat(backoffTold()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        verify(answer).send();
    }

    @Test
    void a_job_that_is_handed_back_may_be_done_at_once() {
        fail(jobWithRetries(5), new HandedBack());

        verify(fail).retries(5);
        assertThat(backoffTold()).isZero();
        verify(answer).send();
    }

    @Test
    void a_bug_is_waited_for_longer_with_each_retry() {
        assertThat(JobFailures.backoff(4)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(JobFailures.backoff(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(JobFailures.backoff(0)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(32));
    }

    private void fail(ActivatedJob job, Exception failure) {
        new JobFailures(mock(), mock(), Clock.systemUTC())
                .getJobExceptionHandler(new JobExceptionHandlerSupplierContext(Duration.ZERO, 20))
                .handleJobException(new JobExceptionHandlerContext(engine, job, failure));
    }

    private Duration backoffTold() {
        ArgumentCaptor<Duration> wait = ArgumentCaptor.forClass(Duration.class);
        verify(answer).retryBackoff(wait.capture());
        return wait.getValue();
    }

    private static ActivatedJob jobWithRetries(int retries) {
        ActivatedJob job = mock();
        when(job.getRetries()).thenReturn(retries);
        when(job.getType()).thenReturn("stock.reserve");
        return job;
    }
}
