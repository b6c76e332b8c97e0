package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.waybill.embedded.SharedZeebe;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.StuckStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the port reports the answers of the real engine. */
class ZeebeEngineIT {

    /** A key of the first partition. */
    static final long NEVER_THERE = (1L << 51) + (1L << 50);

    final CamundaClient camunda = client(SharedZeebe.address());
    final ZeebeEngine engine = new ZeebeEngine(camunda);
    final Message message = new Message(
            "nobody.waits-for-this", "key", UUID.randomUUID().toString(), Duration.ofMinutes(1), Map.of(), null, null);

    private static CamundaClient client(String address) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(URI.create(address))
                .preferRestOverGrpc(false)
                .build();
    }

    @AfterEach
    void close() {
        camunda.close();
    }

    @Test
    void a_message_that_the_engine_has_already_is_as_good_as_delivered() {
        engine.deliver(message);

        assertThatCode(() -> engine.deliver(message)).doesNotThrowAnyException();
    }

    @Test
    void what_it_never_had_is_gone() {
        assertThat(engine.gone(List.of(NEVER_THERE))).containsExactly(NEVER_THERE);
        assertThatThrownBy(() -> engine.stop(NEVER_THERE)).isInstanceOf(Gone.class);
        assertThatThrownBy(() -> engine.retry(new StuckStep(5, NEVER_THERE, "Task_ReserveStock", 9)))
                .isInstanceOf(Gone.class);
        assertThatThrownBy(() -> engine.migrate(NEVER_THERE, 8, List.of("Task_ReserveStock")))
                .isInstanceOf(Gone.class);
    }

    @Test
    void it_says_which_definitions_it_knows_without_starting_anything() {
        String process = "known-" + UUID.randomUUID();
        long known = engine.deploy(List.of(new ModelFile(
                        process + ".bpmn",
                        Bpmn.convertToString(Bpmn.createExecutableProcess(process)
                                .startEvent()
                                .message("nobody.sends-this")
                                .endEvent()
                                .done()))))
                .getFirst()
                .key();

        assertThat(engine.knows(known)).isTrue();
        assertThat(engine.knows(NEVER_THERE)).isFalse();
    }

    @Test
    void a_model_that_it_cannot_run_is_refused_with_its_reason() {
        assertThatThrownBy(() -> engine.deploy(List.of(new ModelFile("broken.bpmn", "<no-model/>"))))
                .isInstanceOf(EngineRefused.class)
                .hasMessageContaining("broken.bpmn");
    }

    @Test
    void an_engine_that_is_down_is_unavailable() {
        try (CamundaClient away = client("http://localhost:1")) {
            ZeebeEngine down = new ZeebeEngine(away);

            assertThatThrownBy(() -> down.deliver(message))
                    .isInstanceOf(EngineUnavailable.class)
                    .hasMessage("The engine cannot accept messages: UNAVAILABLE");
            assertThatThrownBy(() -> down.gone(List.of(7L))).isInstanceOf(EngineUnavailable.class);
            assertThatThrownBy(() -> down.knows(7)).isInstanceOf(EngineUnavailable.class);
            assertThatThrownBy(() -> down.stop(7)).isInstanceOf(EngineUnavailable.class);
            assertThatThrownBy(down::limitOfMigration).isInstanceOf(EngineUnavailable.class);
        }
    }
}
