package io.waybill.platform.outbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxTaskTest {

    static Stream<Task<String>> tasks() {
        return Stream.of(
                OutboxTask.of("once", String.class, data -> {}),
                OutboxTask.givingWay("later", String.class, data -> {}),
                OutboxTask.eachByItself("alone", String.class, data -> {}),
                OutboxTask.repeated("again", String.class, data -> Optional.empty()));
    }

    @Test
    void work_whose_pieces_are_independent_never_makes_the_whole_outbox_wait() {
        OneTimeTask<String> task = OutboxTask.eachByItself("alone", String.class, data -> {
            throw new NotNow("This partition has no leader");
        });

        assertThatThrownBy(() -> task.executeOnce(task.instance("1", "data"), mock()))
                .isNotInstanceOf(NotNow.class)
                .hasMessage("This partition has no leader");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void work_of_a_killed_replica_is_due_at_once_by_the_outboxs_clock(Task<String> task) {
        Instant now = Instant.parse("2020-01-01T00:00:00Z");
        ExecutionOperations<String> operations = mock();
        ExecutionComplete dead =
                ExecutionComplete.failure(new Execution(now, task.instance("1", "data")), now, now, null);

        task.getDeadExecutionHandler().deadExecution(dead, operations);

        verify(operations).reschedule(dead, now);
    }
}
