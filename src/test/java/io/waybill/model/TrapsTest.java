package io.waybill.model;

import static io.waybill.model.ModelCheckTest.MODEL;
import static io.waybill.model.ModelCheckTest.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.model.Mistakes.Mistake;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is called a trap is one: the engine takes the model and says nothing. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension hands over the engine
class TrapsTest {

    private ZeebeTestEngine engine;

    @Test
    void the_engine_deploys_the_traps_and_nothing_else() {
        try (CamundaClient client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build()) {
            assertThat(Mistakes.ALL.stream()
                            .filter(mistake -> deploys(client, mistake.made().apply(MODEL), POLICY)))
                    .containsExactlyElementsOf(
                            Mistakes.ALL.stream().filter(Mistake::isTrap).toList());
            assertThat(DecisionMistakes.ALL.stream()
                            .filter(mistake ->
                                    deploys(client, MODEL, mistake.made().apply(POLICY))))
                    .containsExactlyElementsOf(DecisionMistakes.ALL.stream()
                            .filter(Mistake::isTrap)
                            .toList());
        }
    }

    private static boolean deploys(CamundaClient client, String model, String policy) {
        try {
            client.newDeployResourceCommand()
                    .addResourceStringUtf8(model, "order-fulfilment.bpmn")
                    .addResourceStringUtf8(policy, "order-policy.dmn")
                    .send()
                    .join();
            return true;
        } catch (ClientException refused) {
            return false;
        }
    }
}
