package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;
import static org.springframework.http.HttpMethod.POST;

import io.camunda.client.CamundaClient;
import io.waybill.Exercises;
import io.waybill.account.AccountWorker;
import io.waybill.core.OrderId;
import io.waybill.shop.stock.StockWorker;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do for orders on Zeebe: retry a step, answer a question, migrate an order to another version. */
@ZeebeEndToEndTest
@TestPropertySource(properties = "waybill.worker.first-retry=10ms")
class ZeebeRepairIT {

    private static final Map<String, String> REASON = Map.of("reason", "It is repaired");

    @LocalServerPort
    int port;

    @Autowired
    CamundaClient engine;

    @MockitoSpyBean
    AccountWorker accounts;

    @MockitoSpyBean
    StockWorker stock;

    final Answer<?> broken = job -> {
        throw new IllegalStateException("It is broken");
    };

    Caller waybill;
    Caller analyst;
    String customer;
    long item;
    int first;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
        await().atMost(Caller.PATIENCE).until(() -> current() > 0);
        first = current();
    }

    private int current() {
        return analyst.get("/models")
                .valueStream()
                .filter(version -> version.path("current").booleanValue())
                .mapToInt(version -> version.path("version").intValue())
                .findFirst()
                .orElse(0);
    }

    @AfterEach
    void go_back() {
        if (current() != first) {
            analyst.send(POST, "/models/%d/rollback".formatted(first), Map.of("reason", "It was better"));
        }
    }

    private int deploy(UnaryOperator<String> change) {
        ObjectNode files = (ObjectNode) analyst.get("/models/%d/files".formatted(first));
        files.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            if (file.path("name").stringValue().equals("order-fulfilment.bpmn")) {
                file.put("content", change.apply(file.path("content").stringValue()));
            }
        });
        ResponseEntity<JsonNode> sent = analyst.send(POST, "/models", files.put("reason", "It is better"));
        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        return sent.getBody().path("version").intValue();
    }

    @Test
    void a_step_that_fails_again_and_again_goes_on_when_it_is_retried_and_is_undone_like_any_other() {
        doAnswer(broken).when(accounts).reserve(anyString());
        String order = waybill.place(customer, item, 3);
        JsonNode incident = await().atMost(Caller.PATIENCE)
                .until(
                        () -> waybill.get("/orders/%s/incidents".formatted(order))
                                .path(0),
                        found -> !found.isMissingNode());
        assertThat(incident.path("message").stringValue()).contains("It is broken");

        doCallRealMethod().when(accounts).reserve(anyString());
        assertThat(status(retryOf(incident))).isEqualTo(200);
        assertThat(status(retryOf(incident))).isEqualTo(409);

        waybill.awaitOffer(order, 1);
        waybill.assertAccount(customer, 700, 300, 0);
        waybill.cancel(order);
        waybill.awaitStatus(order, "CANCELLED");
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense "})
    void a_process_of_no_order_is_shown_and_can_be_retried_as_well(String prefix) {
        String order = prefix + OrderId.next();
        long instance = engine.newCreateInstanceCommand()
                .bpmnProcessId("order-fulfilment")
                .latestVersion()
                .variables(Map.of("orderId", order))
                .startBeforeElement("Task_CapturePayment")
                .send()
                .join()
                .getProcessInstanceKey();

        JsonNode incident = await().atMost(Caller.PATIENCE).until(() -> incidentOf(instance), Objects::nonNull);
        assertThat(incident.path("orderId").asString("none")).isEqualTo(prefix.isEmpty() ? order : "none");
        assertThat(status(retryOf(incident))).isEqualTo(200);
        assertThat(status(retryOf(incident))).isEqualTo(409);

        await().atMost(Caller.PATIENCE)
                .until(() -> incidentOf(instance), again -> again != null && !again.equals(incident));
        engine.newCancelInstanceCommand(instance).send().join();
    }

    private @Nullable JsonNode incidentOf(long instance) {
        return waybill.get("/incidents?state=OPEN&size=200")
                .valueStream()
                .filter(incident -> incident.path("processInstance").asString().equals(Long.toString(instance)))
                .findFirst()
                .orElse(null);
    }

    private static String retryOf(JsonNode incident) {
        return "/incidents/%s/retry".formatted(incident.path("id").stringValue());
    }

    private int status(String path) {
        return waybill.send(POST, path, REASON).getStatusCode().value();
    }

    @Test
    void an_order_waits_for_people_and_goes_on_as_they_answer() {
        String checked = Exercises.modelOf("fraud-check");
        deploy(shipped -> checked);
        String order = waybill.place(customer, item, 2);
        String path = "/manual-steps?orderId=%s&state=OPEN".formatted(order);
        await().atMost(Caller.PATIENCE).until(() -> waybill.get(path).size() == 1);

        String answer = "/manual-steps/%s/answer"
                .formatted(waybill.get(path).get(0).path("id").stringValue());
        assertThat(waybill.send(
                                POST,
                                answer,
                                Map.of("answers", Map.of("fraudSuspected", false), "reason", "Called the customer"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
    }

    @Test
    void an_order_that_is_being_shipped_goes_on_by_another_version() {
        doAnswer(broken).when(accounts).capture(anyString());
        doAnswer(broken).when(stock).ship(anyString());
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "SHIPPED");
        int version = deploy(shipped ->
                shipped.replace("type=\"account.reserve\" retries=\"5\"", "type=\"account.reserve\" retries=\"7\""));

        String migration = "/models/%d/migration".formatted(version);
        assertThat(analyst.send(POST, migration, Map.of("reason", "It is better", "dryRun", false))
                        .getStatusCode()
                        .value())
                .isEqualTo(202);
        JsonNode moved = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> analyst.get(migration),
                        found -> !found.path("orders").has("WAITING"));
        assertThat(moved.path("orders").path("MOVED").asInt(0)).as("%s", moved).isEqualTo(1);

        doCallRealMethod().when(accounts).capture(anyString());
        doCallRealMethod().when(stock).ship(anyString());
        waybill.send(POST, "/orders/%s/retry".formatted(order), REASON);
        waybill.awaitStatus(order, "COMPLETED");
        waybill.assertAccount(customer, 900, 0, 100);
    }
}
