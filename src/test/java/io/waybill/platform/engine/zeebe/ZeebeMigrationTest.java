package io.waybill.platform.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.extension.ZeebeProcessTest;
import io.waybill.platform.engine.Gone;
import io.waybill.platform.model.MigrationPlan;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that is migrated before the pivot keeps its compensation, on an engine that can migrate it. */
@ZeebeProcessTest
@SuppressWarnings("NullAway.Init") // the extension sets the engine
class ZeebeMigrationTest {

    private static final Path MODELS = Path.of("src/main/resources/bpmn");
    private static final String OLD = "type=\"account.release\" retries=\"5\"";
    private static final String NEW = "type=\"account.release\" retries=\"9\"";

    private ZeebeTestEngine engine;
    private CamundaClient client;

    @BeforeEach
    void connect() {
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.getGatewayAddress()))
                .preferRestOverGrpc(false)
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private static List<Source> files(String from, String to) throws IOException {
        List<Source> files = new ArrayList<>();
        for (String name : List.of("order-fulfilment.bpmn", "order-policy.dmn")) {
            files.add(new Source(name, Files.readString(MODELS.resolve(name)).replace(from, to)));
        }
        return files;
    }

    private long deploy(List<Source> files) {
        return client.newDeployResourceCommand()
                .addResourceBytes(
                        files.get(0).text().getBytes(StandardCharsets.UTF_8),
                        files.get(0).name())
                .addResourceBytes(
                        files.get(1).text().getBytes(StandardCharsets.UTF_8),
                        files.get(1).name())
                .send()
                .join()
                .getProcesses()
                .getFirst()
                .getProcessDefinitionKey();
    }

    private void publish(String message) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey("o-1")
                .timeToLive(Duration.ofMinutes(1))
                .variables(Map.of("orderId", "o-1", "customerId", "C-1", "total", 1, "items", List.of(1)))
                .send()
                .join();
    }

    private ActivatedJob take(String type) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .requestTimeout(Duration.ofSeconds(5))
                .send()
                .join()
                .getJobs()
                .getFirst();
    }

    private ActivatedJob done(String type, Map<String, Object> answer) {
        ActivatedJob job = take(type);
        client.newCompleteCommand(job).variables(answer).send().join();
        return job;
    }

    @Test
    void what_was_done_before_is_undone_by_the_new_version() throws Exception {
        List<Source> before = files(OLD, OLD);
        List<Source> after = files(OLD, NEW);
        deploy(before);
        publish("order.placed");
        done("account.reserve", Map.of("creditReserved", true));
        done("stock.reserve", Map.of("shortage", List.of()));
        ActivatedJob atWork = take("delivery.book");
        long target = deploy(after);

        new ZeebeEngine(client).migrate(atWork.getProcessInstanceKey(), target, same(before, after));

        client.newCompleteCommand(atWork).variables(Map.of("offer", 1)).send().join();
        publish("order.cancel-requested");
        ActivatedJob undo = take("account.release");
        assertThat(undo.getProcessDefinitionKey()).isEqualTo(target);
        assertThat(undo.getRetries()).isEqualTo(9);
        assertThat(take("stock.release").getProcessDefinitionKey()).isEqualTo(target);
        assertThat(take("delivery.cancel").getProcessDefinitionKey()).isEqualTo(target);
    }

    @Test
    void migrating_an_instance_again_has_no_effect() throws Exception {
        List<Source> before = files(OLD, OLD);
        List<Source> after = files(OLD, NEW);
        deploy(before);
        publish("order.placed");
        done("account.reserve", Map.of("creditReserved", true));
        done("stock.reserve", Map.of("shortage", List.of()));
        ActivatedJob atWork = take("delivery.book");
        long target = deploy(after);
        ZeebeEngine zeebe = new ZeebeEngine(client);
        List<String> same = same(before, after);

        zeebe.migrate(atWork.getProcessInstanceKey(), target, same);

        assertThatCode(() -> zeebe.migrate(atWork.getProcessInstanceKey(), target, same))
                .doesNotThrowAnyException();
    }

    @Test
    void what_has_ended_is_gone() throws Exception {
        List<Source> before = files(OLD, OLD);
        List<Source> after = files(OLD, NEW);
        deploy(before);
        publish("order.placed");
        long instance = take("account.reserve").getProcessInstanceKey();
        client.newCancelInstanceCommand(instance).send().join();
        long target = deploy(after);

        assertThatThrownBy(() -> new ZeebeEngine(client).migrate(instance, target, same(before, after)))
                .isInstanceOf(Gone.class);
    }

    private static List<String> same(List<Source> before, List<Source> after) {
        return MigrationPlan.between(before, after, "order-fulfilment", Contract.scan("io.waybill"))
                .same();
    }
}
