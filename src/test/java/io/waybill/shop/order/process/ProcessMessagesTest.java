package io.waybill.shop.order.process;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.core.CustomerId;
import io.waybill.core.ItemId;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.courier.DeliveryAccepted;
import io.waybill.courier.DeliveryRefused;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.shop.order.Address;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderLine;
import io.waybill.shop.order.Orders;
import io.waybill.shop.production.ProductionFailed;
import io.waybill.shop.production.ProductionFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the engine gets: ids, and what decisions need, but never lines, addresses or names (law 10). */
class ProcessMessagesTest {

    final Order order = Order.place(
            new CustomerId("C-1"),
            List.of(new OrderLine(new ItemId(1), "Bolt", new Money(100), 5)),
            new Address("Kim", "1 Teheran-ro", null, "Seoul", null),
            Instant.EPOCH);
    final String id = order.id().value();

    final Engines engines = mock();
    final ProcessInstances instances = mock();

    @Test
    void an_order_starts_its_process_with_a_message_that_is_always_the_same() {
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
    void messages_about_the_order_are_correlated_by_its_id() {
        messages(null, null, null).cancellationRequested(order.id());
        assertPublished("order.cancel-requested", id, Map.of());
    }

    @Test
    void the_process_of_an_order_that_was_ended_is_stopped() {
        when(instances.notEnded(order.id().subject())).thenReturn(List.of(7L));

        messages(null, null, null).stop(order.id());

        verify(engines).stop(7L);
    }

    @Test
    void a_process_that_is_not_known_yet_is_sent_a_cancellation() {
        when(instances.notEnded(order.id().subject())).thenReturn(List.of());

        messages(null, null, null).stop(order.id());

        assertPublished("order.cancel-requested", id, Map.of());
    }

    @Test
    void the_end_of_production_is_correlated_by_the_orders_id() {
        messages(null, null, null).on(new ProductionFinished(order.id(), ""));
        assertPublished("production.finished", id, Map.of());
    }

    @Test
    void a_failure_of_production_is_correlated_by_the_orders_id() {
        messages(null, null, null).on(new ProductionFailed(order.id(), ""));
        assertPublished("production.failed", id, Map.of());
    }

    @Test
    void the_end_of_a_part_of_the_production_is_correlated_by_its_name() {
        messages(null, null, null).on(new ProductionFinished(order.id(), "seoul"));
        assertPublished("production.finished", id + "/seoul", Map.of());
    }

    @Test
    void a_failure_of_a_part_of_the_production_is_correlated_by_its_name() {
        messages(null, null, null).on(new ProductionFailed(order.id(), "seoul"));
        assertPublished("production.failed", id + "/seoul", Map.of());
    }

    @Test
    void a_drivers_answer_is_correlated_by_the_offer() {
        messages(null, null, null).on(new DeliveryAccepted(order.id(), 2));
        assertPublished("delivery.accepted", id + "/2", Map.of());
    }

    @Test
    void a_drivers_refusal_is_correlated_by_the_offer() {
        messages(null, null, null).on(new DeliveryRefused(order.id(), 1));
        assertPublished("delivery.refused", id + "/1", Map.of());
    }

    private ProcessMessages messages(
            @Nullable Duration production, @Nullable Duration driver, @Nullable Integer drivers) {
        return new ProcessMessages(
                mock(Orders.class),
                engines,
                instances,
                new ProcessSettings(Duration.ofHours(1), production, driver, drivers));
    }

    private void assertPublished(String name, String key, Map<String, Object> variables) {
        verify(engines).publish(new Message(name, key, key, Duration.ofHours(1), variables, id, OrderId.PROCESS));
    }

    private void assertStarted(Map<String, Object> variables) {
        verify(engines)
                .start(List.of(
                        new Message("order.placed", id, id, Duration.ofHours(1), variables, id, OrderId.PROCESS)));
    }
}
