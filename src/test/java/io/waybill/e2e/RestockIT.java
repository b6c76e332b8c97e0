package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mockingDetails;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.waybill.Given;
import io.waybill.platform.engine.Engines;
import io.waybill.shop.restock.RestockWorker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What falls below its reorder level is produced up to its target, by a timer in the model. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.worker.first-retry=10ms", "waybill.restock.again-after=5s"})
class RestockIT {

    private static final String SHIPPED = "R/PT1M";
    private static final String OFTEN = "R/PT2S";

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @MockitoSpyBean
    RestockWorker worker;

    @Autowired
    Engines engines;

    @Autowired
    JdbcClient db;

    Caller waybill;
    Caller analyst;
    long item;

    @BeforeEach
    void the_timer_is_faster() {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        await().atMost(Caller.PATIENCE).until(() -> !analyst.get("/models").isEmpty());
        change(text -> text.replace(SHIPPED, OFTEN));
        item = Given.anItem().value();
    }

    @AfterEach
    void the_timer_is_as_shipped() {
        reorder(item, 1, null, null);
        doCallRealMethod().when(worker).request();
        change(text -> text.replace(OFTEN, SHIPPED));
    }

    private void change(UnaryOperator<String> change) {
        JsonNode current = await().atMost(Caller.PATIENCE)
                .until(
                        () -> analyst.get("/models")
                                .valueStream()
                                .filter(version -> version.path("current").booleanValue())
                                .findFirst()
                                .orElse(analyst.get("/models").path("none")),
                        version -> !version.isMissingNode());
        ObjectNode files = (ObjectNode)
                analyst.get("/models/%d/files".formatted(current.path("version").intValue()));
        files.path("files").valueStream().map(ObjectNode.class::cast).forEach(file -> {
            if (file.path("name").stringValue().equals("restock.bpmn")) {
                file.put("content", change.apply(file.path("content").stringValue()));
            }
        });
        ResponseEntity<JsonNode> sent = analyst.send(POST, "/models", files.put("reason", "It is better"));
        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isIn(201, 409);
    }

    private void reorder(long id, long factory, @Nullable Long level, @Nullable Long target) {
        Map<String, Object> described = new HashMap<>(Map.of("name", "Item" + id, "price", 100, "factoryId", factory));
        if (level != null && target != null) {
            described.put("reorderLevel", level);
            described.put("reorderTarget", target);
        }
        assertThat(waybill.send(PUT, "/items/" + id, described).getStatusCode().is2xxSuccessful())
                .isTrue();
    }

    private void available(long pieces) {
        assertThat(waybill.send(PUT, "/stock/" + item, Map.of("available", pieces))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private List<JsonNode> restocks() {
        return waybill.get("/restocks?itemId=" + item).valueStream().toList();
    }

    private JsonNode awaitRestock(String status) {
        await("a restock of item %d that is %s".formatted(item, status))
                .atMost(Caller.PATIENCE)
                .until(() -> restocks().stream()
                        .anyMatch(
                                restock -> restock.path("status").stringValue().equals(status)));
        return restocks().getFirst();
    }

    private List<JsonNode> log() {
        return waybill.get("/production-log?requester=restock&itemId=" + item)
                .valueStream()
                .toList();
    }

    /** Waits until the timer has started the process so often from now on. */
    private void looks(int times) {
        int before = mockingDetails(worker).getInvocations().size();
        await().atMost(Caller.PATIENCE)
                .until(() -> mockingDetails(worker).getInvocations().size() >= before + times);
    }

    @Test
    void what_an_order_takes_below_its_level_is_produced_up_to_its_target_once() {
        reorder(item, 1, 4L, 10L);
        available(6);
        looks(1);
        assertThat(restocks()).isEmpty();

        String order = waybill.place(waybill.customerWith(1_000), item, 3);

        awaitRestock("MADE");
        assertThat(restocks()).hasSize(1);
        assertThat(log()).singleElement().satisfies(entry -> {
            assertThat(entry.path("quantity").longValue()).isEqualTo(7);
            assertThat(entry.path("requester").stringValue()).isEqualTo("restock");
        });
        waybill.assertStock(item, 10, 3, 0);
        looks(2);
        assertThat(restocks()).hasSize(1);
        waybill.cancel(order);
        assertThat(new Audited(managementPort).violationsOf(order, String.valueOf(item)))
                .isEmpty();
    }

    @Test
    void while_a_restock_is_under_way_several_replicas_ask_for_no_other() {
        try (Replica replica = Replica.start("--waybill.worker.first-retry=10ms")) {
            reorder(item, 1, 5L, 40L);
            available(1);
            awaitRestock("REQUESTED");
            available(0);
            looks(1);

            awaitRestock("MADE");
            assertThat(replica.caller().get("/restocks?itemId=" + item)).hasSize(1);
        }
        assertThat(log()).hasSize(1);
        waybill.assertStock(item, 39, 0, 0);
    }

    @Test
    void what_no_factory_makes_is_asked_for_again_after_a_while() {
        reorder(item, 77, 1L, 2L);
        available(0);

        JsonNode failed = awaitRestock("FAILED");
        assertThat(failed.path("reason").stringValue()).isEqualTo("there is no factory 77");
        looks(1);
        assertThat(waybill.get("/restocks?status=REQUESTED&itemId=" + item)).isEmpty();

        reorder(item, 1, 1L, 2L);
        awaitRestock("MADE");
        assertThat(restocks()).hasSize(2);
        waybill.assertStock(item, 2, 0, 0);
    }

    @Test
    void a_look_that_fails_again_and_again_is_shown_and_can_be_retried_and_the_timer_goes_on() {
        doThrow(new IllegalStateException("The look is broken")).when(worker).request();
        reorder(item, 1, 1L, 2L);
        available(0);

        JsonNode incident = await().atMost(Caller.PATIENCE)
                .until(() -> stuck(), found -> !found.isEmpty())
                .getFirst();
        assertThat(incident.path("message").stringValue()).contains("The look is broken");
        assertThat(incident.has("key")).isFalse();
        await().atMost(Caller.PATIENCE).until(() -> stuck().size() >= 2);
        assertThat(restocks()).isEmpty();

        doCallRealMethod().when(worker).request();
        awaitRestock("MADE");
        for (JsonNode one : stuck()) {
            ResponseEntity<JsonNode> retried = waybill.send(
                    POST,
                    "/incidents/%s/retry".formatted(one.path("id").stringValue()),
                    Map.of("reason", "It is repaired"));
            assertThat(retried.getStatusCode().value())
                    .as("%s", retried.getBody())
                    .isEqualTo(200);
            long instance = Long.parseLong(one.path("processInstance").stringValue());
            await().atMost(Caller.PATIENCE)
                    .until(() -> engines.gone(List.of(instance)).contains(instance));
        }
        assertThat(restocks()).hasSize(1);
    }

    private List<JsonNode> stuck() {
        return waybill.get("/incidents?state=OPEN")
                .valueStream()
                .filter(incident -> incident.path("step").stringValue().equals("restock.request"))
                .toList();
    }

    @Test
    void a_process_without_a_subject_is_nobodys_order() {
        looks(1);

        assertThat(db.sql("select count(*) from process_instance where process_id = 'restock'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(new Audited(managementPort).violationsOf("restock")).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                db.sql("select count(*) from ACT_RU_JOB where HANDLER_TYPE_ = 'timer-start-event'")
                                        .query(Long.class)
                                        .single())
                        .isEqualTo(1));
    }
}
