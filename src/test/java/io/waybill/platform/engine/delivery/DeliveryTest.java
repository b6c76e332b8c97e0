package io.waybill.platform.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.OrdersInTests;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.outbox.NotNow;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Subjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class DeliveryTest {

    static final Subject ORDER = new Subject(OrderId.PROCESS, "o-1");
    static final Message START = message("order.placed", "o-1");
    static final Message CANCEL = message("order.cancel-requested", "o-1");

    final Engine zeebe = mock();
    final Engine embedded = mock();
    final Engines engines = mock();
    final ProcessInstances instances = mock();
    final BusinessProcess orders = new OrdersInTests();
    final Processes processes = mock();
    final Subjects subjects = mock();
    final Delivery delivery = new Delivery(engines, instances, processes, subjects);

    private static Message message(String name, @Nullable String businessKey) {
        return new Message(
                name,
                "o-1",
                "o-1",
                Duration.ofHours(1),
                Map.of(),
                businessKey,
                businessKey == null ? null : OrderId.PROCESS);
    }

    @BeforeEach
    void two_engines() {
        when(processes.startedBy("order.placed")).thenReturn(orders);
        when(subjects.isStartWanted(orders, "o-1", false)).thenReturn(true);
        when(engines.current()).thenReturn(zeebe);
        when(engines.find(EngineName.ZEEBE)).thenReturn(Optional.of(zeebe));
        when(engines.find(EngineName.EMBEDDED)).thenReturn(Optional.of(embedded));
        when(engines.all()).thenReturn(List.of(embedded, zeebe));
    }

    @Test
    void an_instance_begins_on_the_current_engine() {
        delivery.start(START);

        verify(zeebe).deliver(START);
        verify(embedded, never()).deliver(any());
    }

    @Test
    void an_instance_that_another_engine_has_does_not_begin_once_more() {
        when(zeebe.name()).thenReturn(EngineName.ZEEBE);
        when(instances.enginesOf(ORDER)).thenReturn(Set.of(EngineName.EMBEDDED));

        delivery.start(START);

        verify(zeebe, never()).deliver(any());
    }

    @Test
    void a_start_that_its_module_no_longer_wants_is_dropped() {
        when(subjects.isStartWanted(orders, "o-1", false)).thenReturn(false);

        delivery.start(START);

        verify(zeebe, never()).deliver(any());
    }

    /** Not kept by the engine: only so a lost process starts again, whatever the status of its open order. */
    @Test
    void a_process_that_was_lost_starts_again() {
        Message again = new Message("order.placed", "o-1", "o-1/1", Duration.ZERO, Map.of(), "o-1", OrderId.PROCESS);
        delivery.start(again);
        verify(zeebe, never()).deliver(any());

        when(subjects.isStartWanted(orders, "o-1", true)).thenReturn(true);
        delivery.start(again);
        verify(zeebe).deliver(again);
    }

    @Test
    void nothing_is_delivered_before_the_models_are_deployed() {
        doThrow(new EngineUnavailable("not yet")).when(engines).requireDeployed();

        assertThatThrownBy(() -> delivery.start(START)).isInstanceOf(EngineUnavailable.class);
        assertThatThrownBy(() -> delivery.publish(CANCEL)).isInstanceOf(EngineUnavailable.class);
        verify(zeebe, never()).deliver(any());
    }

    @Test
    void a_message_goes_to_the_engine_that_has_the_instance() {
        when(instances.enginesOf(ORDER)).thenReturn(Set.of(EngineName.EMBEDDED));

        delivery.publish(CANCEL);

        verify(embedded).deliver(CANCEL);
        verify(zeebe, never()).deliver(any());
    }

    @Test
    void a_message_to_an_engine_that_is_not_there_holds_up_no_other() {
        when(instances.enginesOf(ORDER)).thenReturn(Set.of(EngineName.EMBEDDED));
        when(engines.find(EngineName.EMBEDDED)).thenReturn(Optional.empty());

        assertThatThrownBy(() -> delivery.publish(CANCEL))
                .isNotInstanceOf(NotNow.class)
                .hasMessageContaining("waybill.engine=embedded");
    }

    @Test
    void a_message_to_an_instance_that_nobody_has_seen_goes_to_each_engine() {
        when(instances.enginesOf(ORDER)).thenReturn(Set.of());

        delivery.publish(CANCEL);

        verify(embedded).deliver(CANCEL);
        verify(zeebe).deliver(CANCEL);
    }

    /** The outbox waits as a whole, and no message counts as failed. */
    @Test
    void starts_messages_and_stops_wait_while_the_engine_is_down() throws Exception {
        when(zeebe.name()).thenReturn(EngineName.ZEEBE);
        when(instances.enginesOf(ORDER)).thenReturn(Set.of(EngineName.ZEEBE));
        when(engines.of(7)).thenReturn(zeebe);
        doThrow(new EngineUnavailable("It is down")).when(zeebe).deliver(any());
        doThrow(new EngineUnavailable("It is down")).when(zeebe).stop(7);

        assertThatThrownBy(() -> delivery.start(START)).isInstanceOf(NotNow.class);
        assertThatThrownBy(() -> delivery.publish(CANCEL)).isInstanceOf(NotNow.class);
        assertThatThrownBy(() -> delivery.stop(7)).isInstanceOf(NotNow.class);
    }

    @Test
    void a_message_that_an_earlier_waybill_left_in_the_outbox_is_delivered() {
        Message left = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .readValue("""
                        {"name":"order.cancel-requested","key":"o-1","id":"o-1","keep":"PT1H","variables":{}}""", Message.class);
        assertThat(left).isEqualTo(message("order.cancel-requested", null));

        delivery.publish(left);

        verify(embedded).deliver(left);
        verify(zeebe).deliver(left);
    }

    @Test
    void an_instance_that_has_ended_by_itself_needs_no_stop() throws Exception {
        when(engines.of(7)).thenReturn(embedded);
        doThrow(new Gone("no such instance")).when(embedded).stop(7);

        assertThatCode(() -> delivery.stop(7)).doesNotThrowAnyException();
    }
}
