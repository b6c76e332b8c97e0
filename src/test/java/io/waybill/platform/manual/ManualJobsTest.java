package io.waybill.platform.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.outbox.NotNow;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManualJobsTest {

    static final Completion DONE = new Completion(1, 7, Map.of("fraudSuspected", false));

    final Engine engine = mock();
    final Engines engines = mock();
    final ManualSteps steps = mock();
    final ManualJobs jobs = new ManualJobs(engines, steps);

    @BeforeEach
    void an_engine() {
        when(engines.of(7)).thenReturn(engine);
    }

    @Test
    void an_answer_completes_the_job() throws Exception {
        jobs.complete(DONE);

        verify(engine).answer(7, DONE.answers());
        verify(steps, never()).gone(anyLong(), any());
    }

    @Test
    void a_job_that_is_gone_needs_no_answer() throws Exception {
        doThrow(new Gone("no such job")).when(engine).answer(7, DONE.answers());

        jobs.complete(DONE);

        verify(steps).gone(1, ManualStep.State.ANSWERED);
    }

    /** The outbox waits as a whole, and the answer counts neither as failed nor as given in vain. */
    @Test
    void an_answer_waits_while_the_engine_is_down() throws Exception {
        doThrow(new EngineUnavailable("It is down")).when(engine).answer(7, DONE.answers());

        assertThatThrownBy(() -> jobs.complete(DONE)).isInstanceOf(NotNow.class);

        verify(steps, never()).gone(anyLong(), any());
    }

    @Test
    void the_engine_is_asked_whether_a_job_waits() {
        when(engine.isWaiting(7)).thenReturn(true).thenReturn(false);

        assertThat(jobs.isWaiting(7)).isTrue();
        assertThat(jobs.isWaiting(7)).isFalse();
    }

    @Test
    void a_job_of_an_engine_that_is_not_connected_is_assumed_to_wait() {
        when(engines.of(7)).thenThrow(new EngineUnavailable("It is not there"));

        assertThat(jobs.isWaiting(7)).isTrue();
    }
}
