package io.waybill.platform.repair;

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
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.StuckStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class StepRetryTest {

    static final Retry RETRY = new Retry(1, 7, "Task_ReserveStock", 9, 5L);
    static final StuckStep STEP = new StuckStep(5, 7, "Task_ReserveStock", 9);

    final Engine engine = mock();
    final Engines engines = mock();
    final Repairs repairs = mock();
    final StepRetry retry = new StepRetry(engines, repairs);

    @BeforeEach
    void an_engine() {
        when(engines.of(7)).thenReturn(engine);
    }

    @Test
    void the_engine_of_the_instance_retries_the_step() throws Exception {
        retry.carryOut(RETRY);

        verify(engine).retry(STEP);
    }

    @Test
    void a_step_that_went_on_needs_no_retry() throws Exception {
        doThrow(new Gone("no such instance")).when(engine).retry(STEP);

        retry.carryOut(RETRY);

        verify(repairs, never()).refused(anyLong(), any());
    }

    @Test
    void a_refusal_opens_the_incident_again() throws Exception {
        doThrow(new EngineRefused("no such element", new Exception()))
                .when(engine)
                .retry(STEP);

        retry.carryOut(RETRY);

        verify(repairs).refused(1, "The engine refused to retry it: no such element");
    }

    @Test
    void an_engine_that_is_down_is_asked_again() throws Exception {
        doThrow(new EngineUnavailable("It is down")).when(engine).retry(STEP);

        assertThatThrownBy(() -> retry.carryOut(RETRY)).isInstanceOf(EngineUnavailable.class);
        verify(repairs, never()).refused(anyLong(), any());
    }

    @Test
    void what_an_earlier_waybill_left_in_the_outbox_is_readable() {
        Retry left = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .readValue("""
                        {"incident":1,"processInstance":7,"element":"Task_ReserveStock","elementInstance":9}""", Retry.class);

        assertThat(left.step()).isEqualTo(new StuckStep(0, 7, "Task_ReserveStock", 9));
    }
}
