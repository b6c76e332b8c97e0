package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.Exercises;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An analyst adds a step in which people review each order, without any code. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.audit.quiet-after=1s", "waybill.audit.reconcile-every=1s"})
class ManualStepIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Engines engines;

    Caller waybill;
    Caller analyst;
    Audited audited;
    String customer;
    long item;
    int shipped;

    @BeforeEach
    void orders_are_checked_for_fraud() {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        audited = new Audited(managementPort);
        await().atMost(Duration.ofSeconds(60)).until(() -> current() > 0);
        shipped = current();
        deploy(Exercises.modelOf("fraud-check"));

        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    private void deploy(String model) {
        ObjectNode files = (ObjectNode) analyst.get("/models/%d/files".formatted(shipped));
        files.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            if (file.path("name").stringValue().equals("order-fulfilment.bpmn")) {
                file.put("content", model);
            }
        });
        ResponseEntity<JsonNode> sent = analyst.send(POST, "/models", files.put("reason", "Too many frauds"));
        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        assertThat(sent.getBody().path("findings")).isEmpty();
    }

    @AfterEach
    void orders_are_not_checked_any_more() {
        analyst.send(POST, "/models/%d/rollback".formatted(shipped), Map.of("reason", "It was better"));
    }

    private int current() {
        return analyst.get("/models")
                .valueStream()
                .filter(version -> version.path("current").booleanValue())
                .mapToInt(version -> version.path("version").intValue())
                .findFirst()
                .orElse(0);
    }

    @Test
    void an_order_waits_for_people_and_goes_on_as_they_answer() {
        String honest = waybill.place(customer, item, 2);
        String fraud = waybill.place(customer, item, 3);
        JsonNode step = awaitStep(honest, "OPEN");
        assertThat(step.path("question").stringValue()).isEqualTo("Is the order a fraud?");
        assertThat(step.path("asks").valueStream().map(JsonNode::stringValue)).containsExactly("fraudSuspected");
        assertThat(step.path("element").stringValue()).isEqualTo("Task_CheckForFraud");
        assertThat(waybill.get(path(step))).isEqualTo(step);

        for (Map<String, ?> wrong :
                List.<Map<String, ?>>of(Map.of(), Map.of("fraudSuspected", "no"), Map.of("giftWrapped", true))) {
            ResponseEntity<JsonNode> refused = answer(waybill, step, wrong);
            assertThat(refused.getStatusCode().value()).as("%s", wrong).isEqualTo(400);
            assertThat(refused.getBody().path("errors").get(0).path("field").stringValue())
                    .startsWith("answers.");
        }
        Caller once = waybill.with("Idempotency-Key", UUID.randomUUID().toString());
        ResponseEntity<JsonNode> answered = answer(once, step, Map.of("fraudSuspected", false));
        assertThat(answered.getStatusCode().value())
                .as("%s", answered.getBody())
                .isEqualTo(200);
        assertThat(answered.getBody().path("state").stringValue()).isEqualTo("ANSWERED");
        assertThat(answer(once, step, Map.of("fraudSuspected", false)).getBody())
                .isEqualTo(answered.getBody());
        assertThat(status(answer(waybill, step, Map.of("fraudSuspected", true))))
                .isEqualTo(409);
        waybill.accept(honest, waybill.awaitOffer(honest, 1));

        assertThat(status(answer(waybill, awaitStep(fraud, "OPEN"), Map.of("fraudSuspected", true))))
                .isEqualTo(200);

        waybill.awaitStatus(fraud, "REJECTED");
        waybill.awaitStatus(honest, "COMPLETED");
        waybill.assertAccount(customer, 800, 0, 200);
        waybill.assertStock(item, 3, 0, 2);
        assertThat(timeline(honest))
                .containsSubsequence(
                        "manual.ask: Waits for somebody to look at it", "delivery.book: Looking for a driver")
                .anyMatch(entry -> entry.matches("manual.answer: .+: Called the customer"));
        assertThat(timeline(fraud)).noneMatch(entry -> entry.startsWith("delivery"));
        assertThat(audited.violationsOf(honest, fraud, customer, Long.toString(item)))
                .isEmpty();
    }

    @Test
    void an_order_that_is_cancelled_meanwhile_needs_no_answer() {
        String order = waybill.place(customer, item, 2);
        JsonNode step = awaitStep(order, "OPEN");

        assertThat(waybill.cancel(order)).isEqualTo(202);

        waybill.awaitStatus(order, "CANCELLED");
        awaitStep(order, "GONE");
        assertThat(status(answer(waybill, step, Map.of("fraudSuspected", false))))
                .isEqualTo(409);
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    @Test
    void who_answers_what_the_engine_does_not_wait_for_is_told_so() throws Gone {
        String order = waybill.place(customer, item, 2);
        JsonNode step = awaitStep(order, "OPEN");
        long instance = Long.parseLong(step.path("processInstance").stringValue());
        engines.of(instance).stop(instance);

        assertThat(status(answer(waybill, step, Map.of("fraudSuspected", false))))
                .isEqualTo(409);

        awaitStep(order, "GONE");
        waybill.send(POST, "/orders/%s/end".formatted(order), Map.of("reason", "Its process is gone"));
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    @Test
    void a_step_that_an_order_has_left_for_want_of_time_is_gone_while_the_order_goes_on() {
        deploy(whoIsNotCheckedInTimeIsTrusted(Exercises.modelOf("fraud-check")));
        String order = waybill.place(customer, item, 2);

        String driver = waybill.awaitOffer(order, 1);

        awaitStep(order, "GONE");
        waybill.accept(order, driver);
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(timeline(order)).noneMatch(entry -> entry.startsWith("manual.answer"));
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    private static String whoIsNotCheckedInTimeIsTrusted(String model) {
        String arrow = "<incoming>Flow_NotCheckedInTime_ToBeUndone</incoming>";
        String next = "<incoming>Flow_FraudSuspected_BookDelivery</incoming>";
        String trusting = model.replace(arrow, "")
                .replace(next, next + arrow)
                .replace(
                        "sourceRef=\"BoundaryEvent_NotCheckedInTime\" targetRef=\"Gateway_ToBeUndone\"",
                        "sourceRef=\"BoundaryEvent_NotCheckedInTime\" targetRef=\"Task_BookDelivery\"")
                .replaceAll("(?s)(id=\"TimerDefinition_NotCheckedInTime\">\\s*<timeDuration[^>]*>)[^<]*", "$1PT2S");
        assertThat(trusting).contains("PT2S", "targetRef=\"Task_BookDelivery\"");
        return trusting;
    }

    @Test
    void only_operators_see_and_answer() {
        for (Caller other : List.of(waybill.as("customer", customer), waybill.as("service", ""), analyst)) {
            for (String path : List.of("/manual-steps", "/manual-steps/1")) {
                assertThat(status(other.call(GET, path, null, Map.of()))).isEqualTo(403);
            }
            assertThat(status(other.send(POST, "/manual-steps/1/answer", body(Map.of()))))
                    .isEqualTo(403);
        }
        for (String id : List.of("999999999", "nonsense", "-1")) {
            assertThat(status(waybill.call(GET, "/manual-steps/" + id, null, Map.of())))
                    .isEqualTo(404);
            assertThat(status(waybill.send(POST, "/manual-steps/%s/answer".formatted(id), body(Map.of()))))
                    .isEqualTo(404);
        }
    }

    private JsonNode awaitStep(String order, String state) {
        String path = "/manual-steps?orderId=%s&state=%s".formatted(order, state);
        await("a step of order %s that is %s".formatted(order, state))
                .atMost(Caller.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> waybill.get(path).size() == 1);
        return waybill.get(path).get(0);
    }

    private static String path(JsonNode step) {
        return "/manual-steps/" + step.path("id").stringValue();
    }

    private static ResponseEntity<JsonNode> answer(Caller caller, JsonNode step, Map<String, ?> answers) {
        return caller.send(POST, path(step) + "/answer", body(answers));
    }

    private static Map<String, Object> body(Map<String, ?> answers) {
        return Map.of("answers", answers, "reason", "Called the customer");
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private List<String> timeline(String order) {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .map(entry -> "%s: %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("detail").asString()))
                .toList();
    }
}
