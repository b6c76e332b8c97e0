package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.POST;

import io.waybill.Exercises;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An analyst lets two factories make the shortage at the same time, without any code. */
@EndToEndTest
@TestPropertySource(properties = "waybill.factory.time-per-piece=50ms")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoFactoriesIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    Caller waybill;
    Caller analyst;
    int shipped;
    String customer = "";
    long korean;
    long foreign;

    @BeforeAll
    void the_solution_is_deployed() {
        waybill = new Caller(port);
        analyst = waybill.as("analyst", "");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> analyst.get("/models").valueStream().anyMatch(TwoFactoriesIT::isCurrent));
        shipped = current();
        ObjectNode files = (ObjectNode) analyst.get("/models/%d/files".formatted(shipped));
        for (JsonNode file : files.path("files")) {
            if (file.path("name").stringValue().equals("order-fulfilment.bpmn")) {
                ((ObjectNode) file).put("content", Exercises.modelOf("two-factories"));
            }
        }
        ResponseEntity<JsonNode> sent = analyst.send(POST, "/models", files);
        assertThat(sent.getStatusCode().value()).as("%s", sent.getBody()).isEqualTo(201);
        assertThat(sent.getBody().path("findings")).isEmpty();
    }

    @BeforeEach
    void a_customer_and_an_item_of_each_factory() {
        customer = waybill.customerWith(1_000_000);
        korean = waybill.itemInStock(100, 1, 1);
        foreign = waybill.itemInStock(100, 2, 1);
    }

    @AfterAll
    void the_shipped_model_is_back() {
        analyst.send(POST, "/models/%d/rollback".formatted(shipped), Map.of("reason", "It was a test"));
    }

    private int current() {
        return analyst.get("/models")
                .valueStream()
                .filter(TwoFactoriesIT::isCurrent)
                .findFirst()
                .orElseThrow()
                .path("version")
                .intValue();
    }

    private static boolean isCurrent(JsonNode version) {
        return version.path("current").booleanValue();
    }

    @Test
    void an_order_is_produced_in_two_parts_and_shipped() {
        String order = waybill.place(customer, korean, 5, foreign, 3);

        waybill.accept(order, waybill.awaitOffer(order, 1));

        assertThat(details(waybill.awaitStatus(order, "COMPLETED"), "production.request"))
                .containsExactlyInAnyOrder(
                        "Asked for 4 of item %d (korea)".formatted(korean),
                        "Asked for 2 of item %d (abroad)".formatted(foreign));
        assertThat(parts(order)).containsExactly("abroad FINISHED", "korea FINISHED");
        waybill.assertAccount(customer, 999_200, 0, 800);
        waybill.assertStock(korean, 0, 0, 5);
        waybill.assertStock(foreign, 0, 0, 3);
        assertNothingViolated(order);
    }

    @Test
    void of_a_factory_that_has_nothing_to_make_the_answer_comes_at_once() {
        String order = waybill.place(customer, korean, 2);

        waybill.accept(order, waybill.awaitOffer(order, 1));

        assertThat(details(waybill.awaitStatus(order, "COMPLETED"), "production.request"))
                .contains("Nothing was short (abroad)");
        assertNothingViolated(order);
    }

    @Test
    void a_cancellation_while_both_produce_closes_both_parts() {
        String order = waybill.place(customer, korean, 41, foreign, 41);
        await().until(() -> parts(order), List.of("abroad REQUESTED", "korea REQUESTED")::equals);

        assertThat(waybill.cancel(order)).isEqualTo(202);

        waybill.awaitStatus(order, "CANCELLED");
        assertUndone(order);
        // The factories finish what they have begun; the goods become free stock.
        await().untilAsserted(() -> {
            waybill.assertStock(korean, 41, 0, 0);
            waybill.assertStock(foreign, 41, 0, 0);
        });
        assertNothingViolated(order);
    }

    @Test
    void an_order_of_which_one_part_cannot_be_made_is_rejected_and_both_are_closed() {
        long impossible = waybill.itemInStock(100, 77, 1);

        String order = waybill.place(customer, korean, 41, impossible, 3);

        assertThat(waybill.awaitStatus(order, "REJECTED").path("reason").stringValue())
                .startsWith("The missing goods cannot be produced: Item %d cannot be made".formatted(impossible));
        assertUndone(order);
        await().untilAsserted(() -> waybill.assertStock(korean, 41, 0, 0));
        assertNothingViolated(order);
    }

    private void assertUndone(String order) {
        assertThat(parts(order)).containsExactly("abroad CLOSED", "korea CLOSED");
        waybill.assertAccount(customer, 1_000_000, 0, 0);
    }

    private void assertNothingViolated(String order) {
        assertThat(new Audited(managementPort)
                        .violationsOf(order, customer, String.valueOf(korean), String.valueOf(foreign)))
                .isEmpty();
    }

    private List<String> parts(String order) {
        return List.copyOf(
                db.sql("select concat(part, ' ', status) from production_part where order_id = ? order by part")
                        .param(order)
                        .query(String.class)
                        .list());
    }

    private static List<String> details(JsonNode order, String step) {
        return order.path("timeline")
                .valueStream()
                .filter(entry -> entry.path("step").stringValue().equals(step))
                .map(entry -> entry.path("detail").stringValue())
                .toList();
    }
}
