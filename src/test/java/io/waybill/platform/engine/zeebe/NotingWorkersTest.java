package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobHandler;
import io.waybill.platform.outage.Outage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

class NotingWorkersTest {

    final Outage outage = mock();
    final SubjectsOfJobs subjects = mock();
    final NotingWorkers workers = new NotingWorkers(mock(), mock(), mock(), mock(), subjects, mock(), outage);

    @Test
    void a_job_that_is_done_ends_the_outage() throws Exception {
        ActivatedJob job = mock();

        workers.noting((engine, done) -> {}).handle(mock(), job);

        verify(subjects).note(job);
        verify(outage).over();
    }

    @Test
    void a_job_that_is_answered_later_is_kept() throws Exception {
        CamundaClient engine = mock(Answers.RETURNS_DEEP_STUBS);
        ActivatedJob job = mock();
        when(job.getKey()).thenReturn(7L);
        AtomicBoolean done = new AtomicBoolean();

        NotingWorkers.keeping(engine, (client, asked) -> done.set(true)).handle(mock(), job);

        assertThat(done).isTrue();
        verify(engine.newUpdateTimeoutCommand(7)).timeout(Duration.ofDays(1));
    }

    @Test
    void a_job_that_fails_does_not_end_the_outage() {
        JobHandler failing = workers.noting((engine, job) -> {
            throw new IllegalStateException("down");
        });

        assertThatThrownBy(() -> failing.handle(mock(), mock())).hasMessage("down");
        verify(outage, never()).over();
    }
}
