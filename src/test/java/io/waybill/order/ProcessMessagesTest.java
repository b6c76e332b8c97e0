package io.waybill.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.Money;
import io.waybill.core.outbox.Outbox;
import io.waybill.core.outbox.OutboxTask;
import io.waybill.core.worker.ProcessInstances;
import io.waybill.delivery.DeliveryAccepted;
import io.waybill.delivery.DeliveryRefused;
import io.waybill.production.ProductionFailed;
import io.waybill.production.ProductionFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What the engine is told: ids, and what decisions need, never lines, addresses or names (law 10). */
class ProcessMessagesTest {

    final Order order = Order.place(
            new CustomerId("C-1"),
            List.of(new OrderLine(new ItemId(1), "Bolt", new Money(100), 5)),
            new Address("Kim", "1 Teheran-ro", null, "Seoul", null),
            Instant.EPOCH);
    final String id = order.id().value();

    final Outbox outbox = mock();
    final OneTimeTask<Long> stop = OutboxTask.of("stop", Long.class, instance -> {});
    final ProcessInstances instances = mock();
    final OneTimeTask<ProcessMessage> task = OutboxTask.of("publish", ProcessMessage.class, message -> {});

    @Test
    void an_order_starts_its_process_by_a_message_that_is_the_same_each_time() {
        messages(null, null, null).placed(List.of(order));

        assertStarted(Map.of("orderId", id, "customerId", "C-1", "total", 500L, "items", List.of(1L)));
    }

    @Test
    void the_policys_deadlines_can_be_set() {
        messages(Duration.ofHours(3), Duration.ofMinutes(5), 7).placed(List.of(order));

        assertStarted(Map.of(
                "orderId",
                id,
                "customerId",
                "C-1",
                "total",
                500L,
                "items",
                List.of(1L),
                "productionDeadline",
                "PT3H",
                "driverAnswerTimeout",
                "PT5M",
                "driversToTry",
                7));
    }

    @Test
    void what_concerns_the_order_is_told_by_its_id() {
        messages(null, null, null).cancellationRequested(order.id());
        assertAdded("order.cancel-requested:" + id, "order.cancel-requested", id, Map.of());
    }

    @Test
    void the_process_of_an_order_that_was_ended_is_stopped() {
        when(instances.notEnded(order.id())).thenReturn(List.of(7L));

        messages(null, null, null).stop(order.id());

        verify(outbox).add(stop.instance("7", 7L));
    }

    @Test
    void a_process_that_is_not_known_yet_is_told_to_cancel() {
        when(instances.notEnded(order.id())).thenReturn(List.of());

        messages(null, null, null).stop(order.id());

        assertAdded("order.cancel-requested:" + id, "order.cancel-requested", id, Map.of());
    }

    @Test
    void the_end_of_production_is_told_by_the_orders_id() {
        messages(null, null, null).on(new ProductionFinished(order.id(), ""));
        assertAdded("production.finished:" + id, "production.finished", id, Map.of());
    }

    @Test
    void a_failure_of_production_is_told_by_the_orders_id() {
        messages(null, null, null).on(new ProductionFailed(order.id(), ""));
        assertAdded("production.failed:" + id, "production.failed", id, Map.of());
    }

    @Test
    void what_becomes_of_a_part_of_the_production_is_told_by_its_name() {
        messages(null, null, null).on(new ProductionFinished(order.id(), "seoul"));
        assertAdded("production.finished:" + id + "/seoul", "production.finished", id + "/seoul", Map.of());
    }

    @Test
    void a_failure_of_a_part_of_the_production_is_told_by_its_name() {
        messages(null, null, null).on(new ProductionFailed(order.id(), "seoul"));
        assertAdded("production.failed:" + id + "/seoul", "production.failed", id + "/seoul", Map.of());
    }

    @Test
    void a_drivers_answer_is_told_by_the_offer() {
        messages(null, null, null).on(new DeliveryAccepted(order.id(), 2));
        assertAdded("delivery.accepted:" + id + "/2", "delivery.accepted", id + "/2", Map.of());
    }

    @Test
    void a_drivers_refusal_is_told_by_the_offer() {
        messages(null, null, null).on(new DeliveryRefused(order.id(), 1));
        assertAdded("delivery.refused:" + id + "/1", "delivery.refused", id + "/1", Map.of());
    }

    private ProcessMessages messages(
            @Nullable Duration production, @Nullable Duration driver, @Nullable Integer drivers) {
        return new ProcessMessages(
                mock(Orders.class),
                outbox,
                task,
                task,
                stop,
                instances,
                new ProcessSettings(Duration.ofHours(1), production, driver, drivers));
    }

    @SuppressWarnings("unchecked")
    private void assertAdded(String instance, String name, String key, Map<String, Object> variables) {
        ArgumentCaptor<TaskInstance<ProcessMessage>> added = ArgumentCaptor.forClass(TaskInstance.class);
        verify(outbox).add(added.capture());
        assertMessage(added.getValue(), instance, name, key, variables);
    }

    @SuppressWarnings("unchecked")
    private void assertStarted(Map<String, Object> variables) {
        ArgumentCaptor<List<TaskInstance<?>>> added = ArgumentCaptor.forClass(List.class);
        verify(outbox).addAll(added.capture());
        assertThat(added.getValue()).hasSize(1);
        assertMessage(added.getValue().getFirst(), "order.placed:" + id, "order.placed", id, variables);
    }

    private static void assertMessage(
            TaskInstance<?> added, String instance, String name, String key, Map<String, Object> variables) {
        assertThat(added.getId()).isEqualTo(instance);
        assertThat(added.getData()).isEqualTo(new ProcessMessage(name, key, key, Duration.ofHours(1), variables));
    }
}
