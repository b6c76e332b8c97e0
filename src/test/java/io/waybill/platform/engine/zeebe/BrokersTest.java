package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.BrokerInfo;
import io.camunda.client.api.response.Topology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

class BrokersTest {

    @Test
    void a_cluster_is_as_old_as_its_oldest_broker() {
        assertThat(Brokers.oldest(Stream.of("8.10.1", "8.6.0", "8.9.0-rc3"))).hasToString("Optional[8.6.0]");
        assertThat(Brokers.oldest(Stream.of("8.8.0", "8.8.0-alpha4.1"))).hasToString("Optional[8.8.0-alpha4.1]");
    }

    @Test
    void a_cluster_before_8_8_cannot_move_instances_out_of_some_subprocesses() {
        assertThat(limit("8.6.0")).hasValue("this engine (8.6.0) cannot move it out of there; 8.8 and later can");
        assertThat(limit("8.8.1")).isEmpty();
    }

    private static Optional<String> limit(String version) {
        CamundaClient camunda = mock(Answers.RETURNS_DEEP_STUBS);
        Topology topology = mock();
        BrokerInfo broker = mock();
        when(broker.getVersion()).thenReturn(version);
        when(topology.getBrokers()).thenReturn(List.of(broker));
        when(camunda.newTopologyRequest().send().join()).thenReturn(topology);
        return Brokers.limitOfMigration(camunda);
    }
}
