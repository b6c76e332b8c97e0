package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.core.CustomerId;
import io.waybill.core.Subject;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.example.survey.SurveyBusiness;
import org.example.survey.SurveyWorker;
import org.example.survey.Surveys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A business outside Waybill brings a process of its own, {@link SurveyBusiness}: the platform treats it as it treats
 * orders, on both engines. Its instances have the keys of orders that have ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
        properties = {
            "waybill.models=classpath*:/bpmn/,classpath:/survey/",
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1s",
            "waybill.worker.first-retry=10ms",
            "waybill.webhooks.allow-http=true",
            "waybill.webhooks.allowed-networks=127.0.0.1"
        })
abstract class AnotherProcess {

    private static final Path MODEL = Path.of("src/test/resources/survey/order-survey.bpmn");
    private static final Map<String, String> REASON = Map.of("reason", "It has to go on");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    Surveys surveys;

    @Autowired
    Engines engines;

    @Autowired
    ProcessInstances instances;

    @MockitoSpyBean
    SurveyWorker worker;

    Caller waybill;
    Caller analyst;
    Audited audited;
    Receiver receiver;
    String customer;
    String order;

    @BeforeEach
    void an_order_has_ended() throws IOException {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        audited = new Audited(managementPort);
        receiver = new Receiver();
        await().atMost(Duration.ofSeconds(60)).until(() -> current() > 0);
        customer = waybill.customerWith(0);
        order = waybill.place(customer, waybill.itemInStock(100, 1, 5), 1);
        waybill.awaitStatus(order, "REJECTED");
    }

    @AfterEach
    void hang_up() {
        receiver.close();
    }

    /** Others use the same database, and have no worker for surveys. */
    @AfterAll
    void leave_no_model(@Autowired JdbcClient db) {
        db.sql("delete from model_version where files like '%order-survey%'").update();
    }

    private int current() {
        return analyst.get("/models")
                .valueStream()
                .filter(version -> version.path("current").booleanValue())
                .mapToInt(version -> version.path("version").intValue())
                .findFirst()
                .orElse(0);
    }

    private int deploy(String survey) {
        ObjectNode files = (ObjectNode) analyst.get("/models/%d/files".formatted(current()));
        files.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            if (file.path("name").stringValue().equals("order-survey.bpmn")) {
                file.put("content", survey);
            }
        });
        ResponseEntity<JsonNode> sent = analyst.send(POST, "/models", files.put("reason", "What do customers think?"));
        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        int version = sent.getBody().path("version").intValue();
        await().atMost(Caller.PATIENCE).until(() -> current() == version);
        return version;
    }

    @Test
    void it_runs_beside_the_order_and_its_customer_is_told() {
        assertThat(waybill.get("/processes")
                        .valueStream()
                        .map(process -> process.path("id").stringValue()))
                .containsExactly("driver-reservation", "order-fulfilment", "order-survey", "race-entry");
        Caller listener = waybill.as("customer", customer);
        ResponseEntity<JsonNode> webhook = listener.send(
                POST, "/webhooks", Map.of("url", receiver.url("/hook"), "events", List.of("survey.completed")));
        assertThat(webhook.getStatusCode().value()).as("%s", webhook.getBody()).isEqualTo(201);
        JsonNode before = waybill.get("/orders/" + order);

        begin();
        EventStream stream = EventStream.at(waybill, path() + "/events", null);
        answer(true);

        awaitStatus("COMPLETED");
        assertThat(timeline())
                .containsSubsequence(
                        "survey.begin DONE",
                        "survey.send DONE",
                        "manual.ask DONE",
                        "manual.answer DONE",
                        "survey.complete DONE")
                .doesNotHaveDuplicates();
        await().atMost(Caller.PATIENCE).until(stream::isOver);
        assertThat(stream.entries())
                .isEqualTo(subject().path("timeline").valueStream().toList());
        assertThat(EventStream.at(waybill, path() + "/events", stream.ids().getLast())
                        .status())
                .isEqualTo(204);
        await().atMost(Caller.PATIENCE).until(() -> !receiver.received("/hook").isEmpty());
        assertThat(JsonMapper.shared()
                        .readTree(receiver.received("/hook").getFirst().body())
                        .path("data"))
                .isEqualTo(JsonMapper.shared()
                        .valueToTree(Map.of("orderId", order, "customerId", customer, "status", "COMPLETED")));
        // A cluster does not tell by itself that an instance has ended.
        await().atMost(Caller.PATIENCE).until(() -> subject().path("instances").isEmpty());
        assertThat(waybill.get("/orders/" + order)).isEqualTo(before);
        assertThat(audited.violationsOf(order)).isEmpty();
    }

    @Test
    void its_own_rules_are_checked(@Autowired JdbcClient db) {
        begin();
        answer(true);
        awaitStatus("COMPLETED");
        assertThat(audited.violationsOf(order)).isEmpty();
        db.sql("update survey set closed_at = null where order_id = ?")
                .param(order)
                .update();
        try {
            assertThat(audited.rulesBrokenBy(order)).containsExactly("surveys-are-closed-when-they-end");
        } finally {
            db.sql("update survey set closed_at = utc_timestamp(6) where order_id = ?")
                    .param(order)
                    .update();
        }
        assertThat(audited.violationsOf(order)).isEmpty();
    }

    /** The order is closed, but nobody may end what runs for something else with the same key. */
    @Test
    void it_is_left_alone_although_its_key_is_that_of_a_closed_order() {
        begin();
        awaitStep();

        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> subject().path("instances").size() == 1);

        assertThat(audited.violationsOf(order)).isEmpty();
        answer(false);
        awaitStatus("DROPPED");
    }

    @Test
    void a_step_that_fails_is_an_incident_and_goes_on_when_it_is_retried() {
        doAnswer(job -> {
                    throw new IllegalStateException("The mail server is broken");
                })
                .when(worker)
                .send(any());
        begin();
        String incidents = "/incidents?process=order-survey&state=OPEN&key=" + order;
        await().atMost(Caller.PATIENCE).until(() -> waybill.get(incidents).size() == 1);
        JsonNode incident = waybill.get(incidents).get(0);
        assertThat(incident.path("process").stringValue()).isEqualTo("order-survey");
        assertThat(incident.path("key").stringValue()).isEqualTo(order);
        assertThat(incident.path("orderId").isMissingNode()
                        || incident.path("orderId").isNull())
                .isTrue();
        assertThat(waybill.get("/orders/%s/incidents".formatted(order))).isEmpty();
        assertThat(timeline()).contains("survey.send STUCK");

        doCallRealMethod().when(worker).send(any());
        assertThat(repair("retry")).isEqualTo(200);

        answer(true);
        awaitStatus("COMPLETED");
        assertThat(repair("retry")).isEqualTo(409);
    }

    @Test
    void what_its_engine_lost_is_reported_and_starts_again() throws Exception {
        begin();
        awaitStep();
        assertThat(repair("restart")).isEqualTo(409);
        for (long instance : instances.notEnded(new Subject("order-survey", order))) {
            engines.of(instance).stop(instance);
        }

        await().atMost(Caller.PATIENCE)
                .until(() -> audited.rulesBrokenBy(order).contains("open-surveys-have-a-process"));
        assertThat(repair("restart")).isEqualTo(200);

        answer(true);
        awaitStatus("COMPLETED");
        assertThat(timeline()).contains("survey.restart DONE").containsOnlyOnce("survey.send DONE");
        assertThat(audited.violationsOf(order)).isEmpty();
    }

    @Test
    void it_can_be_ended_by_force() {
        begin();
        awaitStep();

        assertThat(repair("end")).isEqualTo(200);

        assertThat(subject().path("status").stringValue()).isEqualTo("DROPPED");
        await().atMost(Caller.PATIENCE).until(() -> subject().path("instances").isEmpty());
        assertThat(waybill.get(steps("OPEN"))).isEmpty();
        assertThat(audited.violationsOf(order)).isEmpty();
    }

    @Test
    void it_is_moved_to_another_version_of_its_model_while_it_waits_for_people() throws IOException {
        begin();
        awaitStep();
        int newer = deploy(Files.readString(MODEL).replace("P14D", "P28D"));

        ResponseEntity<JsonNode> moved = analyst.send(
                POST,
                "/models/%d/migration".formatted(newer),
                Map.of("dryRun", false, "reason", "They need more time"));

        assertThat(moved.getStatusCode().value()).as("%s", moved.getBody()).isEqualTo(202);
        await().atMost(Caller.PATIENCE)
                .untilAsserted(() -> assertThat(timeline())
                        .as("%s", analyst.get("/models/%d/migration".formatted(newer)))
                        .contains("model.migrate DONE"));
        answer(true);
        awaitStatus("COMPLETED");
    }

    @Test
    void nobody_else_sees_or_repairs_it() {
        begin();
        for (Caller other : List.of(waybill.as("customer", customer), waybill.as("service", ""), analyst)) {
            for (String read : List.of("/processes", path())) {
                assertThat(other.call(HttpMethod.GET, read, null, Map.of())
                                .getStatusCode()
                                .value())
                        .isEqualTo(403);
            }
            assertThat(other.send(POST, path() + "/end", REASON).getStatusCode().value())
                    .isEqualTo(403);
        }
        for (String unknown : List.of("/processes/order-survey/nobody", "/processes/nothing/" + order)) {
            assertThat(waybill.call(HttpMethod.GET, unknown, null, Map.of())
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
            assertThat(waybill.send(POST, unknown + "/end", REASON)
                            .getStatusCode()
                            .value())
                    .isEqualTo(404);
        }
        assertThat(waybill.send(POST, path() + "/end", "{\"reason\": \"\"}", MediaType.APPLICATION_JSON)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        answer(true);
        awaitStatus("COMPLETED");
    }

    private void begin() {
        surveys.begin(order, new CustomerId(customer));
    }

    private String path() {
        return "/processes/order-survey/" + order;
    }

    private JsonNode subject() {
        return waybill.get(path());
    }

    private List<String> timeline() {
        return subject()
                .path("timeline")
                .valueStream()
                .map(entry -> "%s %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("outcome").stringValue()))
                .toList();
    }

    private void awaitStatus(String status) {
        await().atMost(Caller.PATIENCE)
                .until(() -> subject().path("status").stringValue().equals(status));
    }

    private String steps(String state) {
        return "/manual-steps?process=order-survey&key=%s&state=%s".formatted(order, state);
    }

    private JsonNode awaitStep() {
        await().atMost(Caller.PATIENCE).until(() -> waybill.get(steps("OPEN")).size() == 1);
        return waybill.get(steps("OPEN")).get(0);
    }

    private void answer(boolean answered) {
        String step = awaitStep().path("id").stringValue();
        ResponseEntity<JsonNode> taken = waybill.send(
                POST,
                "/manual-steps/%s/answer".formatted(step),
                Map.of("answers", Map.of("answered", answered), "reason", "Read it"));
        assertThat(taken.getStatusCode().value()).as("%s", taken.getBody()).isEqualTo(200);
    }

    private int repair(String repair) {
        return waybill.send(POST, path() + "/" + repair, REASON).getStatusCode().value();
    }
}
