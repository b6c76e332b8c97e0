package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.verify;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.account.AccountWorker;
import io.waybill.core.OrderId;
import io.waybill.platform.engine.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;

/** Steps that fail again and again, and what operators do about them. */
@EndToEndTest
@TestPropertySource(properties = "waybill.worker.first-retry=10ms")
class RepairIT {

    private static final Map<String, String> REASON = Map.of("reason", "The account is repaired");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @MockitoSpyBean
    AccountWorker worker;

    @Autowired
    Engines engines;

    final Answer<?> broken = job -> {
        throw new IllegalStateException("The account is broken");
    };

    Caller waybill;
    Audited audited;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        audited = new Audited(managementPort);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    @Test
    void a_step_that_fails_again_and_again_is_shown_and_goes_on_when_it_is_retried() {
        doAnswer(broken).when(worker).reserve(anyString());
        String order = waybill.place(customer, item, 3);

        JsonNode incident = awaitIncident(order, "OPEN");
        assertThat(incident.path("step").stringValue()).isEqualTo("account.reserve");
        assertThat(incident.path("message").stringValue()).contains("The account is broken");
        assertThat(incidents("/incidents?state=OPEN&orderId=" + order)).containsExactly(incident);
        assertThat(incidents("/incidents?state=RESOLVED&orderId=" + order)).isEmpty();
        assertThat(timeline(order)).contains("account.reserve STUCK: It failed and waits for an operator");
        assertThat(timeline(order)).noneMatch(entry -> entry.contains("broken"));

        repaired().reserve(anyString());
        Caller operator = waybill.with("Idempotency-Key", UUID.randomUUID().toString());
        ResponseEntity<JsonNode> retried = post(operator, retryOf(incident));
        assertThat(retried.getStatusCode().value()).isEqualTo(200);
        assertThat(retried.getBody().path("state").stringValue()).isEqualTo("RESOLVED");
        assertThat(post(operator, retryOf(incident)).getBody()).isEqualTo(retried.getBody());
        assertThat(status(post(waybill, retryOf(incident)))).isEqualTo(409);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        waybill.assertAccount(customer, 700, 0, 300);
        waybill.assertStock(item, 2, 0, 3);
        awaitGone(incident.path("processInstance").stringValue());
        assertThat(timeline(order))
                .anyMatch(entry -> entry.matches("incident.retry DONE: .+: The account is repaired"))
                .filteredOn(entry -> entry.contains("STUCK"))
                .hasSize(1);
    }

    @Test
    void a_step_that_was_retried_is_undone_like_any_other() {
        doAnswer(broken).when(worker).reserve(anyString());
        String order = waybill.place(customer, item, 3);
        awaitIncident(order, "OPEN");
        repaired().reserve(anyString());

        assertThat(status(post(waybill, "/orders/%s/retry".formatted(order)))).isEqualTo(200);
        waybill.awaitOffer(order, 1);
        assertThat(waybill.cancel(order)).isEqualTo(202);

        waybill.awaitStatus(order, "CANCELLED");
        verify(worker, atLeastOnce()).release(order);
        assertThat(timeline(order)).containsOnlyOnce("account.release UNDONE: 300 released");
        assertNothingIsHeld();
        assertThat(status(post(waybill, "/orders/%s/retry".formatted(order)))).isEqualTo(409);
    }

    @Test
    void after_the_pivot_a_step_can_be_retried_but_the_order_cannot_be_ended() {
        doAnswer(broken).when(worker).capture(anyString());
        String order = waybill.place(customer, item, 3);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        JsonNode incident = awaitIncident(order, "OPEN");

        assertThat(status(post(waybill, "/orders/%s/end".formatted(order)))).isEqualTo(409);
        repaired().capture(anyString());
        assertThat(status(post(waybill, retryOf(incident)))).isEqualTo(200);

        waybill.awaitStatus(order, "COMPLETED");
        waybill.assertAccount(customer, 700, 0, 300);
        awaitGone(incident.path("processInstance").stringValue());
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    @Test
    void an_undo_is_retried_until_it_succeeds_without_an_operator() {
        doAnswer(broken).when(worker).release(anyString());
        String order = waybill.place(customer, item, 3);
        waybill.awaitOffer(order, 1);
        waybill.cancel(order);

        JsonNode incident = awaitIncident(order, "RETRYING");
        assertThat(status(post(waybill, retryOf(incident)))).isEqualTo(409);
        assertThat(timeline(order))
                .contains("account.release STUCK: It failed several times and is retried until it succeeds");
        repaired().release(anyString());

        waybill.awaitStatus(order, "CANCELLED");
        assertNothingIsHeld();
        assertThat(awaitIncident(order, "RESOLVED").has("resolvedBy")).isFalse();
        assertThat(timeline(order)).filteredOn(entry -> entry.contains("STUCK")).hasSize(1);
    }

    @Test
    void an_order_that_is_ended_holds_nothing_and_its_process_is_gone() {
        doAnswer(broken).when(worker).reserve(anyString());
        String order = waybill.place(customer, item, 3);
        JsonNode incident = awaitIncident(order, "OPEN");
        await().untilAsserted(() -> waybill.assertStock(item, 2, 3, 0));

        ResponseEntity<JsonNode> ended = post(waybill, "/orders/%s/end".formatted(order));

        assertThat(status(ended)).isEqualTo(200);
        assertThat(ended.getBody().path("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(ended.getBody().path("reason").stringValue()).isEqualTo("The account is repaired");
        assertThat(timeline(order))
                .endsWith("order.cancel DONE: The account is repaired")
                .anyMatch(entry -> entry.matches("order.end DONE: .+: The account is repaired"));
        assertThat(audited.violationsOf(order, customer)).isEmpty();
        assertNothingIsHeld();
        awaitIncident(order, "RESOLVED");
        awaitGone(incident.path("processInstance").stringValue());
        assertThat(status(post(waybill, "/orders/%s/end".formatted(order)))).isEqualTo(409);
        assertThat(status(post(waybill, retryOf(incident)))).isEqualTo(409);
        assertThat(waybill.cancel(order)).isEqualTo(409);
    }

    @Test
    void an_order_whose_undo_is_stuck_can_be_ended() {
        doAnswer(broken).when(worker).release(anyString());
        String order = waybill.place(customer, item, 3);
        waybill.awaitOffer(order, 1);
        waybill.cancel(order);
        JsonNode incident = awaitIncident(order, "RETRYING");

        assertThat(status(post(waybill, "/orders/%s/end".formatted(order)))).isEqualTo(200);

        assertThat(waybill.status(order)).isEqualTo("CANCELLED");
        assertNothingIsHeld();
        awaitGone(incident.path("processInstance").stringValue());
        assertThat(audited.violationsOf(order, customer)).isEmpty();
    }

    @Test
    void an_order_that_is_on_its_way_can_be_ended_as_well() {
        String order = waybill.place(customer, item, 3);
        waybill.awaitOffer(order, 1);

        assertThat(status(post(waybill, "/orders/%s/end".formatted(order)))).isEqualTo(200);

        assertThat(waybill.status(order)).isEqualTo("CANCELLED");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "end"})
    void of_two_operators_at_once_one_is_told_that_it_is_done(String what) throws Exception {
        doAnswer(broken).when(worker).reserve(anyString());
        String order = waybill.place(customer, item, 3);
        awaitIncident(order, "OPEN");

        Callable<Integer> operator = () -> status(post(waybill, "/orders/%s/%s".formatted(order, what)));

        assertThat(atOnce(List.of(operator, operator))).containsExactlyInAnyOrder(200, 409);
        post(waybill, "/orders/%s/end".formatted(order));
    }

    @Test
    void only_operators_see_and_repair() {
        String order = waybill.place(customer, item, 1);
        for (String path : List.of("/incidents", "/dead-letters")) {
            assertThat(status(waybill.as("customer", customer).call(GET, path, null, Map.of())))
                    .as(path)
                    .isEqualTo(403);
        }
        for (Caller other : List.of(waybill.as("customer", customer), waybill.as("service", ""))) {
            Stream.of("incidents", "dead-letters")
                    .forEach(what -> assertThat(
                                    status(other.call(GET, "/orders/%s/%s".formatted(order, what), null, Map.of())))
                            .as(what)
                            .isEqualTo(403));
            Stream.of(
                            "/orders/%s/retry".formatted(order),
                            "/orders/%s/end".formatted(order),
                            "/incidents/1/retry",
                            "/dead-letters/driver-offers/1/redrive",
                            "/dead-letters/driver-offers/1/drop")
                    .forEach(path ->
                            assertThat(status(post(other, path))).as(path).isEqualTo(403));
        }
    }

    @Test
    void what_is_not_there_is_not_found() {
        String nobody = OrderId.next().value();
        for (String path : List.of(
                "/orders/%s/retry".formatted(nobody),
                "/orders/%s/end".formatted(nobody),
                "/orders/nonsense/retry",
                "/orders/nonsense/end",
                "/incidents/999999999/retry",
                "/incidents/nonsense/retry",
                "/dead-letters/driver-offers/nonsense/redrive",
                "/dead-letters/nonsense/nonsense/drop")) {
            assertThat(status(post(waybill, path))).as(path).isEqualTo(404);
        }
        for (String path : List.of("/orders/%s/incidents", "/orders/%s/dead-letters")) {
            assertThat(status(waybill.call(GET, path.formatted(nobody), null, Map.of())))
                    .isEqualTo(404);
            assertThat(status(waybill.call(GET, path.formatted("nonsense"), null, Map.of())))
                    .isEqualTo(404);
        }
    }

    @Test
    void nothing_is_done_without_a_reason() {
        String order = waybill.place(customer, item, 1);
        for (Map<String, String> reason :
                List.of(Map.<String, String>of(), Map.of("reason", " "), Map.of("reason", "two\nlines"))) {
            assertThat(status(waybill.send(POST, "/orders/%s/end".formatted(order), reason)))
                    .isEqualTo(400);
        }
    }

    private List<JsonNode> incidents(String path) {
        return waybill.get(path).valueStream().toList();
    }

    private JsonNode awaitIncident(String order, String state) {
        String path = "/orders/%s/incidents".formatted(order);
        await("an incident of order " + order)
                .atMost(Caller.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> incidents(path).stream()
                        .anyMatch(
                                incident -> incident.path("state").stringValue().equals(state)));
        assertThat(incidents(path)).hasSize(1);
        return incidents(path).getFirst();
    }

    private void awaitGone(String instance) {
        await().atMost(Caller.PATIENCE).untilAsserted(() -> {
            assertThat(engines.gone(List.of(Long.valueOf(instance)))).hasSize(1);
        });
    }

    private List<String> timeline(String order) {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .map(entry -> "%s %s: %s"
                        .formatted(
                                entry.path("step").stringValue(),
                                entry.path("outcome").stringValue(),
                                entry.path("detail").asString()))
                .toList();
    }

    private AccountWorker repaired() {
        return doCallRealMethod().when(worker);
    }

    private static String retryOf(JsonNode incident) {
        return "/incidents/%s/retry".formatted(incident.path("id").stringValue());
    }

    private static ResponseEntity<JsonNode> post(Caller caller, String path) {
        return caller.send(HttpMethod.POST, path, REASON);
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private void assertNothingIsHeld() {
        waybill.assertAccount(customer, 1_000, 0, 0);
        waybill.assertStock(item, 5, 0, 0);
    }
}
