package io.waybill.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.outbox.OutboxTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class EnginesTest {

    static final long ON_ZEEBE = (1L << 51) + 7;
    static final long ON_EMBEDDED = 7;
    static final OneTimeTask<Message> START = OutboxTask.givingWay("start-process", Message.class, message -> {});
    static final OneTimeTask<Message> PUBLISH = OutboxTask.of("publish-to-process", Message.class, message -> {});
    static final OneTimeTask<Long> STOP = OutboxTask.of("stop-process", Long.class, instance -> {});

    final Engine zeebe = mock();
    final Engine embedded = mock();
    final Outbox outbox = mock();
    final Message message =
            new Message("order.placed", "o-1", "o-1", Duration.ofHours(1), Map.of(), "o-1", "order-fulfilment");

    @BeforeEach
    void two_engines() {
        when(zeebe.name()).thenReturn(EngineName.ZEEBE);
        when(embedded.name()).thenReturn(EngineName.EMBEDDED);
    }

    private Engines engines(EngineName current, Engine... there) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (Engine engine : there) {
            beans.addBean(engine.name().name(), engine);
        }
        return new Engines(
                beans.getBeanProvider(Engine.class), new EngineSettings(current), outbox, START, PUBLISH, STOP);
    }

    @Test
    void new_instances_begin_on_the_engine_that_is_set() {
        assertThat(engines(EngineName.ZEEBE, embedded, zeebe).current()).isSameAs(zeebe);
        assertThat(engines(EngineName.EMBEDDED, embedded, zeebe).current()).isSameAs(embedded);
    }

    @Test
    void a_key_tells_its_engine() {
        Engines both = engines(EngineName.ZEEBE, embedded, zeebe);

        assertThat(both.of(ON_EMBEDDED)).isSameAs(embedded);
        assertThat(both.of(ON_ZEEBE)).isSameAs(zeebe);
    }

    @Test
    void an_engine_that_is_not_there_is_named_with_the_setting_that_brings_it() {
        assertThatThrownBy(() -> engines(EngineName.ZEEBE, zeebe).of(ON_EMBEDDED))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessage("The engine embedded is needed, but this Waybill runs without it."
                        + " Set waybill.engine=embedded");
        assertThatThrownBy(() -> engines(EngineName.ZEEBE, embedded).current())
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("The engine zeebe is needed")
                .hasMessageContaining("camunda.client.enabled=true");
    }

    @Test
    void the_models_are_deployed_once_the_current_engine_has_taken_them() {
        Engines both = engines(EngineName.ZEEBE, embedded, zeebe);
        List<ModelFile> files = List.of(new ModelFile("a.bpmn", "<a/>"));
        when(zeebe.deploy(files))
                .thenThrow(new EngineUnavailable("It is down"))
                .thenReturn(List.of(new Definition(8, "a", 1)));

        assertThatThrownBy(() -> both.deploy(files)).isInstanceOf(EngineUnavailable.class);
        assertThatThrownBy(both::requireDeployed)
                .isInstanceOf(EngineUnavailable.class)
                .hasMessage("The models are not deployed yet");

        assertThat(both.deploy(files)).containsExactly(new Definition(8, "a", 1));
        assertThatCode(both::requireDeployed).doesNotThrowAnyException();
    }

    @Test
    void an_engine_that_keeps_its_models_starts_instances_before_it_is_given_them_again() {
        when(embedded.keepsModels()).thenReturn(true);

        assertThatCode(engines(EngineName.EMBEDDED, embedded, zeebe)::requireDeployed)
                .doesNotThrowAnyException();
        assertThatThrownBy(engines(EngineName.ZEEBE, embedded, zeebe)::requireDeployed)
                .isInstanceOf(EngineUnavailable.class);
    }

    @Test
    void each_engine_is_asked_for_its_own_instances() {
        when(zeebe.gone(List.of(ON_ZEEBE))).thenReturn(Set.of(ON_ZEEBE));
        when(embedded.gone(any())).thenReturn(Set.of());

        assertThat(engines(EngineName.ZEEBE, embedded, zeebe).gone(List.of(ON_EMBEDDED, ON_ZEEBE)))
                .containsExactly(ON_ZEEBE);
        verify(embedded).gone(List.of(ON_EMBEDDED));
    }

    /** The audit and older replicas find work by these names. */
    @Test
    void work_has_the_same_name_in_the_outbox_each_time() {
        Engines engines = engines(EngineName.ZEEBE, zeebe);

        engines.start(List.of(message));
        engines.startAgain(message);
        engines.publish(message);
        engines.stop(ON_ZEEBE);

        verify(outbox).addAll(List.of(START.instance("order.placed:o-1", message)));
        verify(outbox).add(START.instance("order.placed:o-1", message));
        verify(outbox).add(PUBLISH.instance("order.placed:o-1", message));
        verify(outbox).add(STOP.instance(Long.toString(ON_ZEEBE), ON_ZEEBE));
    }
}
