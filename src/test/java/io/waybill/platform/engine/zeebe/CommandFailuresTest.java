package io.waybill.platform.engine.zeebe;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.jobhandling.CamundaClientExecutorService;
import io.camunda.client.jobhandling.CommandWrapper;
import io.grpc.Status;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CommandFailuresTest {

    final ScheduledExecutorService executor = mock();
    final CamundaClientExecutorService executors = mock();
    final CommandWrapper answer = mock();
    CommandFailures failures;

    @BeforeEach
    void an_answer_with_time_left() {
        when(executors.getScheduledExecutor()).thenReturn(executor);
        when(answer.hasMoreRetries()).thenReturn(true);
        failures = new CommandFailures(executors, Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "CANCELLED", "ABORTED", "DATA_LOSS"})
    void an_answer_that_the_engine_could_not_take_is_sent_again(Status.Code code) {
        failures.handleCommandError(
                answer, new CompletionException(code.toStatus().asRuntimeException()));

        verify(answer).increaseBackoffUsing(any());
        verify(answer).scheduleExecutionUsing(executor);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "CANCELLED", "ABORTED", "DATA_LOSS"},
            mode = Mode.EXCLUDE)
    void an_answer_that_the_engine_refuses_is_not_sent_again(Status.Code code) {
        failures.handleCommandError(answer, code.toStatus().asRuntimeException());

        verify(answer, never()).scheduleExecutionUsing(any());
    }

    @Test
    void an_answer_is_not_sent_after_the_jobs_time_out() {
        when(answer.hasMoreRetries()).thenReturn(false);

        failures.handleCommandError(answer, Status.UNAVAILABLE.asRuntimeException());

        verify(answer, never()).scheduleExecutionUsing(any());
    }
}
