package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
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
import io.waybill.platform.engine.JobStuck;
import io.waybill.platform.engine.WorkerSettings;
import io.waybill.platform.outage.Outage;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    final ScheduledExecutorService executor = mock();
    final SubjectsOfJobs subjects = mock();

    @Test
    void an_outage_costs_no_retry() {
        failures(told::add)
                .handleJobException(failed(
                        jobWithRetries(5),
                        new InvocationTargetException(new DataAccessResourceFailureException("refused"))));

        verify(fail).retries(5);
        assertSentAfter(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(told).isEmpty();
    }

    @Test
    void a_bug_costs_a_retry() {
        failures(told::add).handleJobException(failed(jobWithRetries(5), new DataIntegrityViolationException("bug")));

        verify(fail).retries(4);
        assertSentAfter(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(told).isEmpty();
    }

    @Test
    void a_job_that_is_handed_back_may_be_done_at_once() {
        failures(told::add).handleJobException(failed(jobWithRetries(5), new HandedBack()));

        verify(fail).retries(5);
        verify(answer).send();
        verifyNoInteractions(executor);
    }

    private void assertSentAfter(Duration atLeast, Duration atMost) {
        ArgumentCaptor<Runnable> later = ArgumentCaptor.forClass(Runnable.class);
        ArgumentCaptor<Long> wait = ArgumentCaptor.forClass(Long.class);
        verify(executor).schedule(later.capture(), wait.capture(), eq(TimeUnit.MILLISECONDS));
        assertThat(Duration.ofMillis(wait.getValue())).isBetween(atLeast, atMost);
        verify(answer, never()).send();

        later.getValue().run();

        verify(answer).send();
        verify(answer, never()).retryBackoff(any());
    }

    @Test
    void the_wait_after_a_bug_grows_with_each_retry() {
        JobFailures failures = failuresToldTo(told::add);
        assertThat(failures.backoff(4)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(failures.backoff(2)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(failures.backoff(0)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void an_incident_is_published_before_the_engine_is_told() {
        ActivatedJob job = jobWithRetries(1);
        when(job.getType()).thenReturn("stock.reserve");
        when(subjects.of(job)).thenReturn(Optional.of(ORDER.subject()));

        failures(stuck -> {
                    verify(answer, never()).send();
                    told.add(stuck);
                })
                .handleJobException(failed(job, new IllegalStateException("bug")));

        verify(fail).retries(0);
        verify(answer).send();
        assertThat(told).singleElement().isInstanceOfSatisfying(JobStuck.class, stuck -> {
            assertThat(stuck.subject()).isEqualTo(ORDER.subject());
            assertThat(stuck.type()).isEqualTo("stock.reserve");
            assertThat(stuck.message()).contains("bug");
            assertThat(stuck.triedOn()).isFalse();
        });
    }

    @Test
    void a_job_that_names_no_order_becomes_an_incident_as_well() {
        failures(told::add).handleJobException(failed(jobWithRetries(1), new IllegalStateException("bug")));

        verify(fail).retries(0);
        assertThat(told).hasSize(1);
    }

    @Test
    void a_job_tried_until_done_keeps_its_last_retry() {
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
    void a_job_whose_incident_cannot_be_published_is_retried() {
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

    private JobFailures failuresToldTo(Consumer<Object> listener) {
        Outage outage = new Outage("Jobs wait", mock(), Clock.systemUTC());
        return new JobFailures(
                listener::accept, SETTINGS, mock(), mock(), outage, new AnswersKeptBack(executor), subjects);
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
