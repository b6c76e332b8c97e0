package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.account.AccountWorker;
import io.waybill.platform.deployment.ModelDeployment;
import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.outbox.NotNow;
import io.waybill.shop.stock.StockWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An analyst changes the model over REST. */
@EndToEndTest
@TestPropertySource(properties = "waybill.worker.first-retry=10ms")
class ModelsIT {

    @LocalServerPort
    int port;

    @MockitoSpyBean
    ModelDeployment deployment;

    @MockitoSpyBean
    Engines engines;

    @MockitoSpyBean
    AccountWorker accounts;

    @MockitoSpyBean
    StockWorker stock;

    Caller waybill;
    Caller analyst;
    int first;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        await().atMost(Duration.ofSeconds(60)).until(() -> !current().isMissingNode());
        first = number(current());
    }

    @AfterEach
    void go_back() {
        if (number(current()) != first) {
            roll(first);
        }
    }

    private JsonNode current() {
        return get("/models")
                .valueStream()
                .filter(version -> version.path("current").booleanValue())
                .findFirst()
                .orElse(JsonMapper.shared().missingNode());
    }

    private JsonNode get(String path) {
        return analyst.get(path);
    }

    private static int number(JsonNode version) {
        return version.path("version").intValue();
    }

    /** The files of the current version, with one text replaced. */
    private ObjectNode files(String from, String to) {
        ObjectNode files = (ObjectNode) get("/models/%d/files".formatted(number(current())));
        files.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            String text = file.path("content").stringValue();
            file.put("content", text.replaceAll(from, to));
        });
        return files;
    }

    private ObjectNode patient(int retries) {
        return files("(type=\"account.reserve\" retries)=\"\\d+\"", "$1=\"%d\"".formatted(retries));
    }

    private ResponseEntity<JsonNode> send(Object body) {
        return analyst.send(POST, "/models", body);
    }

    private ResponseEntity<JsonNode> roll(int to) {
        return analyst.send(POST, "/models/%d/rollback".formatted(to), Map.of("reason", "It was better"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<String> rules(JsonNode findings) {
        return findings.valueStream()
                .map(finding -> finding.path("rule").stringValue())
                .toList();
    }

    @Test
    void new_orders_run_by_a_new_version_and_running_ones_by_theirs() {
        String customer = waybill.customerWith(10_000);
        long item = waybill.itemInStock(100, 1, 50);
        String before = waybill.place(customer, item, 1);
        String driver = waybill.awaitOffer(before, 1);
        int openBefore = current().path("openOrders").intValue();
        assertThat(openBefore).isPositive();

        ResponseEntity<JsonNode> sent = send(patient(7).put("basedOn", first).put("reason", "Banks are slow"));

        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        JsonNode version = sent.getBody();
        assertThat(sent.getHeaders().getLocation()).hasToString("/models/" + number(version));
        assertThat(version.path("status").stringValue()).isEqualTo("DEPLOYED");
        assertThat(version.path("origin").stringValue()).isEqualTo("SENT");
        assertThat(version.path("reason").stringValue()).isEqualTo("Banks are slow");
        assertThat(version.path("findings")).isEmpty();
        assertThat(texts(version.path("changes")))
                .containsExactly("The service task “Reserve credit”: the retries changed from “5” to “7”");
        assertThat(number(current())).isEqualTo(number(version));
        assertThat(version.path("openOrders").intValue()).isZero();

        String after = waybill.place(customer, item, 1);
        String secondDriver = waybill.awaitOffer(after, 1);
        assertThat(get("/models/" + number(version)).path("openOrders").intValue())
                .isEqualTo(1);
        assertThat(get("/models/" + first).path("openOrders").intValue()).isEqualTo(openBefore);

        waybill.accept(before, driver);
        waybill.accept(after, secondDriver);
        waybill.awaitStatus(before, "COMPLETED");
        waybill.awaitStatus(after, "COMPLETED");
        assertThat(get("/models/" + number(version)).path("openOrders").intValue())
                .isZero();
    }

    @Test
    void a_model_with_errors_is_told_what_is_wrong_and_changes_nothing() {
        ObjectNode broken = files("<zeebe:header key=\"retry\" value=\"until-done\" />", "");
        int versions = get("/models").size();

        JsonNode report = analyst.send(POST, "/models/check", broken).getBody();
        assertThat(report.path("right").booleanValue()).isFalse();
        assertThat(rules(report.path("findings"))).contains("saga/undo-given-up");
        assertThat(report.path("undo").size()).as("a table for each process").isEqualTo(4);
        assertThat(texts(report.path("changes")))
                .contains("The service task “Release credit”: the header retry value was removed; it was “until-done”");

        ResponseEntity<JsonNode> refused = send(broken);
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("errors").valueStream()).anySatisfy(error -> {
            assertThat(error.path("field").stringValue()).matches("order-fulfilment\\.bpmn:\\d+ Task_ReleaseCredit");
            assertThat(error.path("message").stringValue())
                    .startsWith("saga/undo-given-up: The engine stops retrying the undo “Release");
        });
        assertThat(number(current())).isEqualTo(first);
        assertThat(get("/models").size()).isEqualTo(versions);
    }

    @Test
    void the_model_that_runs_is_right() {
        ObjectNode toBeSent = files("", "").put("basedOn", first).put("reason", "It is better");
        JsonNode report = analyst.send(POST, "/models/check", toBeSent).getBody();

        assertThat(report.path("right").booleanValue()).isTrue();
        assertThat(report.path("findings")).isEmpty();
        assertThat(report.path("changes")).isEmpty();
    }

    @Test
    void the_same_files_are_no_new_version() {
        assertThat(send(files("", "")).getStatusCode().value()).isEqualTo(409);
        assertThat(roll(first).getStatusCode().value()).isEqualTo(409);
        assertThat(roll(999_999).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void a_policy_that_changed_is_a_new_version_of_the_process_too() {
        ResponseEntity<JsonNode> sent = send(files("\"PT30S\"", "\"PT45S\""));

        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        assertThat(texts(sent.getBody().path("changes")))
                .containsExactly("The rule Rule_AllOthers: the output entry text changed from"
                        + " “\"PT2H\"; \"PT30S\"; 3” to “\"PT2H\"; \"PT45S\"; 3”");
        assertThat(texts(sent.getBody().path("files"))).contains("order-fulfilment.bpmn", "order-policy.dmn");
        assertThat(engineVersion(sent.getBody())).isGreaterThan(engineVersion(get("/models/" + first)));
    }

    private static int engineVersion(JsonNode version) {
        return version.path("processes").get(0).path("version").intValue();
    }

    @Test
    void a_file_can_have_any_name() {
        ObjectNode body = patient(6);
        body.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            if (file.path("name").stringValue().equals("order-fulfilment.bpmn")) {
                file.put("name", "Order fulfilment (new) +1 주문.BPMN");
            }
        });

        ResponseEntity<JsonNode> sent = send(body);

        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        assertThat(get("/models/%d/files".formatted(number(sent.getBody())))
                        .path("files")
                        .valueStream()
                        .map(file -> file.path("name").stringValue()))
                .contains("Order fulfilment (new) +1 주문.bpmn");
    }

    @Test
    void whoever_worked_on_an_older_version_is_told_so() {
        ObjectNode mine = patient(8).put("basedOn", first);
        assertThat(send(patient(7)).getStatusCode().value()).isEqualTo(201);

        ResponseEntity<JsonNode> late = send(mine);

        assertThat(late.getStatusCode().value()).isEqualTo(409);
        assertThat(late.getBody().path("detail").stringValue())
                .contains("is the newest, but this one is based on version");
    }

    @Test
    void an_earlier_version_comes_back_as_a_new_one() {
        int second = number(send(patient(7)).getBody());

        ResponseEntity<JsonNode> back = roll(first);

        assertThat(back.getStatusCode().value()).as("%s", back.getBody()).isEqualTo(201);
        assertThat(number(back.getBody())).isGreaterThan(second);
        assertThat(back.getBody().path("origin").stringValue()).isEqualTo("ROLLBACK");
        assertThat(back.getBody().path("reason").stringValue()).isEqualTo("It was better");
        assertThat(get("/models/%d/files".formatted(number(current()))))
                .isEqualTo(get("/models/%d/files".formatted(first)));
        first = number(back.getBody());
    }

    @Test
    void a_key_makes_one_version_of_a_call_that_is_repeated() {
        Caller once = analyst.with("Idempotency-Key", UUID.randomUUID().toString());
        ObjectNode body = patient(9);

        ResponseEntity<JsonNode> answer = once.send(POST, "/models", body);
        ResponseEntity<JsonNode> again = once.send(POST, "/models", body);

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(answer.getBody());
    }

    @Test
    void what_the_engine_refuses_is_refused_each_time_that_the_call_is_repeated() {
        doThrow(new NotNow("The engine is down")).when(deployment).deployNewest();
        doThrow(new EngineRefused("It is not in the mood")).when(engines).deploy(anyList());
        Caller once = analyst.with("Idempotency-Key", UUID.randomUUID().toString());
        ObjectNode body = patient(27);

        ResponseEntity<JsonNode> accepted = once.send(POST, "/models", body);
        doCallRealMethod().when(deployment).deployNewest();
        String version = "/models/" + number(accepted.getBody());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(version).path("status").stringValue().equals("REFUSED"));
        ResponseEntity<JsonNode> again = once.send(POST, "/models", body);

        assertThat(accepted.getStatusCode().value()).isEqualTo(202);
        assertThat(again.getStatusCode().value()).isEqualTo(422);
        assertThat(again.getBody().path("errors").path(0).path("message").stringValue())
                .startsWith("The engine says: It is not in the mood");
        doCallRealMethod().when(engines).deploy(anyList());
        assertThat(number(get("/models").path(0))).isEqualTo(number(accepted.getBody()));
        assertThat(number(current())).isEqualTo(first);
    }

    @Test
    void of_two_at_once_both_are_versions_or_one_is_told_to_try_again() throws Exception {
        List<ObjectNode> bodies = List.of(patient(11), patient(12), patient(13));
        List<ResponseEntity<JsonNode>> answers = atOnce(bodies.stream()
                .<Callable<ResponseEntity<JsonNode>>>map(body -> () -> send(body))
                .toList());

        assertThat(answers)
                .extracting(answer -> answer.getStatusCode().value())
                // On a busy machine one of them may wait longer for its turn than a call does, and is deployed later.
                .containsAnyOf(201, 202)
                .allMatch(status -> List.of(201, 202, 409).contains(status));
        List<Integer> made = new ArrayList<>(answers.stream()
                .filter(answer -> answer.getStatusCode().is2xxSuccessful())
                .map(answer -> number(answer.getBody()))
                .toList());
        assertThat(made).doesNotHaveDuplicates();
        await().atMost(Duration.ofSeconds(30)).until(() -> number(current()) == Collections.max(made));
    }

    @Test
    void a_version_that_a_newer_one_overtakes_never_runs_and_says_so() {
        doThrow(new NotNow("The engine is down")).when(deployment).deployNewest();
        int overtaken = number(send(patient(15)).getBody());
        int newer = number(send(patient(16)).getBody());
        assertThat(get("/models/" + overtaken).path("status").stringValue()).isEqualTo("DEPLOYING");

        doCallRealMethod().when(deployment).deployNewest();
        await().atMost(Duration.ofSeconds(30)).until(() -> number(current()) == newer);

        JsonNode version = get("/models/" + overtaken);
        assertThat(version.path("status").stringValue()).isEqualTo("OVERTAKEN");
        assertThat(version.path("refusal").stringValue())
                .isEqualTo("Version %d was deployed first, so this one never runs".formatted(newer));
        assertThat(roll(overtaken).getStatusCode().value()).isEqualTo(409);
    }

    static Stream<RuntimeException> why_a_version_is_deployed_later() {
        return Stream.of(
                new NotNow("The engine is down"),
                new CannotAcquireLockException("Others deploy for longer than one waits"));
    }

    @ParameterizedTest
    @MethodSource("why_a_version_is_deployed_later")
    void what_cannot_be_deployed_now_is_deployed_when_it_can(RuntimeException why) {
        doThrow(why).when(deployment).deployNewest();

        ResponseEntity<JsonNode> sent = send(patient(14));

        doCallRealMethod().when(deployment).deployNewest();
        assertThat(sent.getStatusCode().value()).isEqualTo(202);
        assertThat(sent.getBody().path("status").stringValue()).isEqualTo("DEPLOYING");
        int version = number(sent.getBody());
        await().atMost(Duration.ofSeconds(30)).until(() -> number(current()) == version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"files\":[]}",
                "{\"files\":[null]}",
                "{\"files\":[{\"name\":\"a.bpmn\"}]}",
                "{\"files\":[{\"name\":\"../a.bpmn\",\"content\":\"\"}]}",
                "{\"files\":[{\"name\":\"a.xml\",\"content\":\"\"}]}",
                "{\"files\":[{\"name\":\"a.form\",\"content\":\"\"},{\"name\":\"a.form\",\"content\":\"\"}]}",
                "{\"files\":[{\"name\":\"a.form\",\"content\":\"\"}],\"deploy\":true}",
            })
    void what_is_no_model_is_invalid(String body) {
        for (String path : List.of("/models", "/models/check")) {
            assertThat(analyst.send(POST, path, body, MediaType.APPLICATION_JSON)
                            .getStatusCode()
                            .value())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>",
                "<?xml version='1.0'?><a xmlns='urn:b'/>",
            })
    void what_cannot_be_read_is_told_and_not_deployed(String text) {
        ArrayNode files = JsonMapper.shared().createArrayNode();
        files.addObject().put("name", "order-fulfilment.bpmn").put("content", text);
        Map<String, Object> body = new HashMap<>(Map.of("files", files));

        JsonNode report = analyst.send(POST, "/models/check", body).getBody();
        assertThat(report.path("right").booleanValue()).isFalse();
        assertThat(rules(report.path("findings"))).contains("contract/nothing-starts");
        assertThat(send(body).getStatusCode().value()).isEqualTo(422);
    }

    @Test
    void many_versions_are_listed_part_by_part() {
        IntStream.rangeClosed(15, 17).forEach(retries -> send(patient(retries)));

        ResponseEntity<JsonNode> newest = analyst.send(GET, "/models?size=2", Map.of());

        assertThat(newest.getBody().size()).isEqualTo(2);
        assertThat(number(newest.getBody().get(0))).isEqualTo(number(current()));
        String next = newest.getHeaders().getFirst("Link").replaceFirst(".*<([^>]+)>; rel=\"next\".*", "$1");
        assertThat(number(analyst.get(next).get(0))).isEqualTo(number(current()) - 2);
    }

    @Test
    void an_order_that_is_being_shipped_is_moved_and_one_that_can_still_be_undone_as_well() {
        String customer = waybill.customerWith(10_000);
        long item = waybill.itemInStock(100, 1, 50);
        String early = waybill.place(customer, item, 1);
        String driver = waybill.awaitOffer(early, 1);
        RuntimeException broken = new IllegalStateException("The bank says nothing");
        doThrow(broken).when(accounts).capture(anyString());
        doThrow(broken).when(stock).ship(anyString());
        String late = waybill.place(customer, item, 1);
        waybill.accept(late, waybill.awaitOffer(late, 1));
        waybill.awaitStatus(late, "SHIPPED");
        int version = number(send(patient(21)).getBody());

        JsonNode dryRun = migrate(version, true, 200);
        assertThat(dryRun.path("orders").path("WAITING").intValue()).isGreaterThanOrEqualTo(2);
        assertThat(dryRun.path("refused")
                        .valueStream()
                        .map(move -> move.path("key").stringValue()))
                .doesNotContain(early, late);
        assertThat(get("/models/" + version).path("openOrders").intValue()).isZero();

        migrate(version, false, 202);

        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> get("/models/%d/migration".formatted(version)),
                        migration -> !migration.path("orders").has("WAITING"));
        assertThat(get("/models/" + version).path("openOrders").intValue()).isGreaterThanOrEqualTo(2);
        doCallRealMethod().when(accounts).capture(anyString());
        doCallRealMethod().when(stock).ship(anyString());
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            // By now its steps may have used up all retries of the model.
            waybill.send(POST, "/orders/%s/retry".formatted(late), Map.of("reason", "The bank is back"));
            return waybill.status(late).equals("COMPLETED");
        });
        waybill.accept(early, driver);
        waybill.awaitStatus(early, "COMPLETED");
        for (String moved : List.of(early, late)) {
            assertThat(waybill.get("/orders/" + moved).path("timeline").valueStream())
                    .anyMatch(entry -> entry.path("step").stringValue().equals("model.migrate")
                            && entry.path("detail")
                                    .stringValue()
                                    .startsWith("Moved to version %d of the model".formatted(version)));
        }
    }

    private JsonNode migrate(int version, boolean dryRun, int status) {
        ResponseEntity<JsonNode> answer = analyst.send(
                POST, "/models/%d/migration".formatted(version), Map.of("reason", "Banks are slow", "dryRun", dryRun));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        return answer.getBody();
    }

    @Test
    void operators_look_and_go_back_and_others_do_nothing() {
        assertThat(waybill.get("/models").size()).isPositive();
        assertThat(status(waybill, POST, "/models")).isEqualTo(403);
        assertThat(status(waybill, POST, "/models/check")).isEqualTo(403);
        assertThat(status(waybill, POST, "/models/%d/rollback".formatted(first)))
                .isEqualTo(409);
        for (Caller other :
                List.of(waybill.as("customer", "C-1"), waybill.as("driver", "Driver1"), waybill.as("service", ""))) {
            for (String path : List.of("/models", "/models/1", "/models/1/files")) {
                assertThat(status(other, GET, path)).isEqualTo(403);
            }
            for (String path : List.of("/models", "/models/check", "/models/1/rollback")) {
                assertThat(status(other, POST, path)).isEqualTo(403);
            }
        }
    }

    private static int status(Caller caller, HttpMethod method, String path) {
        return caller.send(method, path, Map.of("reason", "I like it"))
                .getStatusCode()
                .value();
    }

    @Test
    void what_there_is_not_is_not_found() {
        for (String id : List.of("0", "999999", "x", "-1", "1e3", "99999999999")) {
            assertThat(status(waybill, GET, "/models/" + id)).as(id).isEqualTo(404);
        }
    }
}
