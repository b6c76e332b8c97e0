package io.waybill.order;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.waybill.core.OrderId;
import io.waybill.deployment.ModelDeployment;
import io.waybill.embedded.SharedServers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessPublisherIT {

    final ModelDeployment models = mock();
    final OrderRows orders = mock();
    final ProcessMessage message =
            new ProcessMessage("nobody.waits-for-this", "key", OrderId.next().value(), Duration.ofMinutes(1), Map.of());

    @Test
    void a_message_that_the_engine_has_already_is_as_good_as_published() {
        try (CamundaClient camunda = camunda()) {
            ProcessPublisher publisher = new ProcessPublisher(camunda, models, orders);
            publisher.publish(message);

            assertThatCode(() -> publisher.publish(message)).doesNotThrowAnyException();
        }
    }

    @Test
    void nothing_is_published_before_the_models_are_deployed() {
        doThrow(new IllegalStateException("not yet")).when(models).requireDone();
        try (CamundaClient camunda = camunda()) {
            ProcessPublisher publisher = new ProcessPublisher(camunda, models, orders);

            assertThatThrownBy(() -> publisher.publish(message)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_process_is_not_started_for_an_order_that_is_under_way() {
        CamundaClient camunda = mock();
        OrderId order = OrderId.next();
        ProcessMessage start = new ProcessMessage("order.placed", order.value(), "id", Duration.ofMinutes(1), Map.of());
        for (OrderStatus status : OrderStatus.values()) {
            if (status != OrderStatus.PLACED) {
                when(orders.statusOf(order)).thenReturn(Optional.of(status));

                new ProcessPublisher(camunda, models, orders).start(start);
            }
        }
        verifyNoInteractions(camunda);
    }

    private static CamundaClient camunda() {
        String address =
                (String) Objects.requireNonNull(SharedServers.get().properties().get("camunda.client.grpc-address"));
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(address))
                .preferRestOverGrpc(false)
                .build();
    }
}
