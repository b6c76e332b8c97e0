package io.waybill.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.api.CamundaFuture;
import io.camunda.client.api.command.FailJobCommandStep1;
import io.camunda.client.api.command.FailJobCommandStep1.FailJobCommandStep2;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.FailJobResponse;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobExceptionHandler;
import io.camunda.client.api.worker.JobExceptionHandler.JobExceptionHandlerContext;
import io.camunda.client.jobhandling.JobExceptionHandlerSupplier.JobExceptionHandlerSupplierContext;
import io.waybill.core.OrderId;
import io.waybill.core.outage.Outage;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class JobFailuresTest {

    static final OrderId ORDER = OrderId.next();
    static final WorkerSettings SETTINGS = new WorkerSettings(Duration.ofSeconds(1));

    final List<Object> told = new ArrayList<>();
    final FailJobCommandStep1 fail = mock();
    final FailJobCommandStep2 answer = mock(Answers.RETURNS_SELF);

    @Test
    void an_outage_costs_no_retry() {
        failures(told::add)
                .handleJobException(failed(
                        jobWithRetries(5),
                        new InvocationTargetException(new DataAccessResourceFailureException("refused"))));

        verify(fail).retries(5);
        assertThat(waitTold()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        verify(answer).send();
        assertThat(told).isEmpty();
    }

    @Test
    void a_bug_costs_a_retry() {
        failures(told::add).handleJobException(failed(jobWithRetries(5), new DataIntegrityViolationException("bug")));

        verify(fail).retries(4);
        assertThat(waitTold()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        verify(answer).send();
        assertThat(told).isEmpty();
    }

    @Test
    void a_job_that_is_handed_back_may_be_done_at_once() {
        failures(told::add).handleJobException(failed(jobWithRetries(5), new HandedBack()));

        verify(fail).retries(5);
        assertThat(waitTold()).isZero();
        verify(answer).send();
    }

    private Duration waitTold() {
        ArgumentCaptor<Duration> wait = ArgumentCaptor.forClass(Duration.class);
        verify(answer).retryBackoff(wait.capture());
        return wait.getValue();
    }

    @Test
    void a_bug_is_waited_for_longer_with_each_retry() {
        JobFailures failures = failuresToldTo(told::add);
        assertThat(failures.backoff(4)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(failures.backoff(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(failures.backoff(0)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(32));
    }

    @Test
    void what_is_given_up_is_told_first() {
        ActivatedJob job = jobWithRetries(1);
        when(job.getType()).thenReturn("stock.reserve");
        when(job.getVariablesAsMap()).thenReturn(Map.of("orderId", ORDER.value()));

        failures(stuck -> {
                    verify(answer, never()).send();
                    told.add(stuck);
                })
                .handleJobException(failed(job, new IllegalStateException("bug")));

        verify(fail).retries(0);
        assertThat(told).singleElement().isInstanceOfSatisfying(JobStuck.class, stuck -> {
            assertThat(stuck.order()).isEqualTo(ORDER);
            assertThat(stuck.type()).isEqualTo("stock.reserve");
            assertThat(stuck.message()).contains("bug");
            assertThat(stuck.triedOn()).isFalse();
        });
    }

    @Test
    void a_job_that_names_no_order_is_given_up_as_well() {
        failures(told::add).handleJobException(failed(jobWithRetries(1), new IllegalStateException("bug")));

        verify(fail).retries(0);
        assertThat(told).hasSize(1);
    }

    @Test
    void what_may_not_be_given_up_keeps_its_last_retry() {
        ActivatedJob job = jobWithRetries(1);
        when(job.getCustomHeaders()).thenReturn(Map.of("retry", "until-done"));

        failures(told::add).handleJobException(failed(job, new IllegalStateException("bug")));

        verify(fail).retries(1);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        JobStuck.class, stuck -> assertThat(stuck.triedOn()).isTrue());
    }

    @Test
    void what_cannot_be_told_is_not_given_up() {
        failures(stuck -> {
                    throw new CannotCreateTransactionException("gone");
                })
                .handleJobException(failed(jobWithRetries(1), new IllegalStateException("bug")));

        verify(fail).retries(1);
    }

    private JobExceptionHandler failures(Consumer<Object> listener) {
        return failuresToldTo(listener)
                .getJobExceptionHandler(new JobExceptionHandlerSupplierContext(Duration.ZERO, 20));
    }

    private static JobFailures failuresToldTo(Consumer<Object> listener) {
        Outage outage = new Outage("Jobs wait", mock(), Clock.systemUTC());
        return new JobFailures(listener::accept, SETTINGS, mock(), mock(), outage);
    }

    private JobExceptionHandlerContext failed(ActivatedJob job, Exception failure) {
        JobClient engine = mock();
        when(engine.newFailCommand(job.getKey())).thenReturn(fail);
        when(fail.retries(anyInt())).thenReturn(answer);
        CamundaFuture<FailJobResponse> sent = mock();
        when(answer.send()).thenReturn(sent);
        return new JobExceptionHandlerContext(engine, job, failure);
    }

    private static ActivatedJob jobWithRetries(int retries) {
        ActivatedJob job = mock();
        when(job.getRetries()).thenReturn(retries);
        when(job.getType()).thenReturn("some.job");
        when(job.getElementId()).thenReturn("Task_SomeJob");
        return job;
    }
}
