package io.waybill.core.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.camunda.client.api.worker.JobHandler;
import io.waybill.core.outage.Outage;
import org.junit.jupiter.api.Test;

class NotingWorkersTest {

    final Outage outage = mock();
    final NotingWorkers workers = new NotingWorkers(mock(), mock(), mock(), mock(), mock(), mock(), outage);

    @Test
    void a_job_that_is_done_ends_the_outage() throws Exception {
        workers.noting((engine, job) -> {}).handle(mock(), mock());

        verify(outage).over();
    }

    @Test
    void a_job_that_fails_does_not() {
        JobHandler failing = workers.noting((engine, job) -> {
            throw new IllegalStateException("away");
        });

        assertThatThrownBy(() -> failing.handle(mock(), mock())).hasMessage("away");
        verify(outage, never()).over();
    }
}
