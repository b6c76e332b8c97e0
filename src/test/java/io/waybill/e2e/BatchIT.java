package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many orders in one call. Their processes do not start: thousands would keep the engine busy in the next tests. */
@EndToEndTest
class BatchIT {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    Outbox outbox;

    Caller waybill;
    String customer;
    long item;

    @BeforeEach
    void call() {
        outbox.stop();
        waybill = new Caller(port);
        customer = waybill.customerWith(0);
        item = waybill.itemInStock(100, 1, 10);
    }

    @AfterEach
    void forgetThem() {
        db.sql("delete from scheduled_tasks where task_name = 'start-process'").update();
        // Otherwise the reconciler would start them.
        for (String table : List.of("order_timeline", "order_line", "orders")) {
            db.sql("delete t from %s t join orders o on o.order_id = t.order_id where o.customer_id = ?"
                            .formatted(table))
                    .param(customer)
                    .update();
        }
    }

    @Test
    void a_thousand_orders_are_placed_in_one_call() {
        List<Map<String, Object>> orders =
                IntStream.range(0, 1_000).mapToObj(i -> order(key(), 1)).toList();
        place(orders.subList(0, 10));

        Instant start = Instant.now();
        JsonNode results = place(orders);
        Duration taken = Duration.between(start, Instant.now());

        assertThat(statuses(results)).hasSize(1_000).containsOnly(202);
        assertThat(new HashSet<>(ids(results))).hasSize(1_000);
        assertThat(orders()).isEqualTo(1_000);
        assertThat(starts()).isEqualTo(1_000);
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        JsonNode one = waybill.get("/orders/" + ids(results).get(567));
        assertThat(one.path("status").stringValue()).isEqualTo("PLACED");
        assertThat(one.path("total").longValue()).isEqualTo(100);
        assertThat(one.path("deliveryAddress").path("city").stringValue()).isEqualTo("Seoul");
        assertThat(one.path("timeline").get(0).path("step").stringValue()).isEqualTo("order.place");
    }

    @Test
    void bad_orders_do_not_stop_good_ones() {
        List<Map<String, Object>> orders = new ArrayList<>();
        orders.add(order(key(), 1));
        orders.add(order(key(), 0));
        orders.add(with(order(key(), 1), "colour", "red"));
        orders.add(with(order(key(), 1), "customerId", "C-404"));
        orders.add(with(order(key(), 1), "lines", List.of(Map.of("itemId", 404, "quantity", 1))));
        orders.add(with(order(key(), 1), "idempotencyKey", "k".repeat(256)));
        orders.add(with(order(key(), 1), "idempotencyKey", 5));
        orders.add(Map.of());
        orders.add(order(key(), 2));

        JsonNode results = place(orders);

        assertThat(statuses(results)).containsExactly(202, 400, 400, 422, 422, 400, 400, 400, 202);
        assertThat(fields(results, 1)).containsExactly("lines[0].quantity");
        assertThat(fields(results, 2)).containsExactly("colour");
        assertThat(fields(results, 3)).containsExactly("customerId");
        assertThat(fields(results, 4)).containsExactly("lines[0].itemId");
        assertThat(fields(results, 5)).containsExactly("idempotencyKey");
        assertThat(fields(results, 6)).containsExactly("idempotencyKey");
        assertThat(fields(results, 7)).contains("customerId", "lines", "deliveryAddress");
        assertThat(results.get(3).path("problem").path("type").stringValue())
                .isEqualTo("urn:waybill:problem:unprocessable");
        assertThat(orders()).isEqualTo(2);
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void what_is_no_order_at_all_is_refused_alone() {
        JsonNode results = waybill.send(
                        HttpMethod.POST,
                        "/orders/batch",
                        "{\"orders\":[null,5,\"order\",[],"
                                + JsonMapper.shared().writeValueAsString(order(key(), 1)) + "]}",
                        MediaType.APPLICATION_JSON)
                .getBody()
                .path("results");
        assertThat(statuses(results)).containsExactly(400, 400, 400, 400, 202);
    }

    @Test
    void the_same_keys_replay_and_new_ones_are_placed() {
        List<Map<String, Object>> orders =
                IntStream.range(0, 20).mapToObj(i -> order(key(), 1)).toList();
        JsonNode first = place(orders.subList(0, 15));
        JsonNode again = place(orders.subList(5, 20));

        assertThat(ids(again).subList(0, 10)).isEqualTo(ids(first).subList(5, 15));
        assertThat(ids(first)).doesNotContainAnyElementsOf(ids(again).subList(10, 15));
        assertThat(orders()).isEqualTo(20);
    }

    @Test
    void a_key_twice_in_one_batch_is_one_order() {
        String key = key();
        JsonNode results = place(List.of(order(key, 1), order(key(), 1), order(key, 1), order(key, 2)));

        assertThat(statuses(results)).containsExactly(202, 202, 202, 422);
        assertThat(ids(results).get(2)).isEqualTo(ids(results).get(0));
        assertThat(orders()).isEqualTo(2);
    }

    @Test
    void a_key_is_the_same_in_a_batch_and_in_a_call_of_its_own() {
        String key = key();
        JsonNode single = waybill.with("Idempotency-Key", key)
                .send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1))
                .getBody();
        JsonNode batch = place(List.of(order(key, 1), order(key, 2)));

        assertThat(statuses(batch)).containsExactly(202, 422);
        assertThat(ids(batch).getFirst()).isEqualTo(single.path("id").stringValue());
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void a_refused_order_can_be_sent_again_with_its_key() {
        String key = key();
        place(List.of(with(order(key, 1), "customerId", "C-404")));
        assertThat(statuses(place(List.of(order(key, 1))))).containsExactly(202);
    }

    @Test
    void a_customer_orders_for_nobody_else() {
        JsonNode results = place(
                waybill.as("customer", "C-1"), List.of(order(key(), 1), with(order(key(), 1), "customerId", "C-1")));
        assertThat(statuses(results)).containsExactly(403, 202);
        assertThat(orders()).isZero();
    }

    @Test
    void more_than_a_thousand_and_none_at_all_are_refused() {
        List<Map<String, Object>> tooMany =
                IntStream.range(0, 1_001).mapToObj(i -> order(key(), 1)).toList();
        for (List<Map<String, Object>> orders : List.of(tooMany, List.<Map<String, Object>>of())) {
            ResponseEntity<JsonNode> answer = waybill.send(HttpMethod.POST, "/orders/batch", Map.of("orders", orders));
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
            assertThat(answer.getBody().path("errors").get(0).path("field").stringValue())
                    .isEqualTo("orders");
        }
        assertThat(orders()).isZero();
    }

    @Test
    void orders_may_come_one_to_a_line() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1_700; i++) {
            lines.add(JsonMapper.shared().writeValueAsString(order(key(), i == 700 ? 0 : 1)));
        }
        lines.set(600, "{\"customerId\":");
        lines.set(800, "x".repeat(100_000));

        List<JsonNode> results = placeLines(String.join("\n", lines));

        assertThat(results).hasSize(1_700);
        for (int i = 0; i < 1_700; i++) {
            assertThat(results.get(i).path("status").intValue())
                    .as("line %d: %s", i, results.get(i))
                    .isEqualTo(i == 600 || i == 700 || i == 800 ? 400 : 202);
        }
        assertThat(orders()).isEqualTo(1_697);
        assertThat(placeLines(String.join("\r\n\n", lines))).isEqualTo(results);
        assertThat(orders()).isEqualTo(1_697);
    }

    private List<JsonNode> placeLines(String lines) {
        String answer = waybill.sendRaw("/orders/batch", lines, MediaType.APPLICATION_NDJSON);
        return answer.lines().map(JsonMapper.shared()::readTree).toList();
    }

    private JsonNode place(List<Map<String, Object>> orders) {
        return place(waybill, orders);
    }

    private static JsonNode place(Caller caller, List<Map<String, Object>> orders) {
        ResponseEntity<JsonNode> answer = caller.send(HttpMethod.POST, "/orders/batch", Map.of("orders", orders));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        return answer.getBody().path("results");
    }

    private static List<Integer> statuses(JsonNode results) {
        return results.valueStream()
                .map(result -> result.path("status").intValue())
                .toList();
    }

    private static List<String> ids(JsonNode results) {
        return results.valueStream()
                .map(result -> result.path("id").asString(""))
                .toList();
    }

    private static List<String> fields(JsonNode results, int index) {
        return results.get(index)
                .path("problem")
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").stringValue())
                .toList();
    }

    private Map<String, Object> order(String key, int quantity) {
        return with(Caller.order(customer, item, quantity), "idempotencyKey", key);
    }

    private static Map<String, Object> with(Map<String, Object> order, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(order);
        changed.put(field, value);
        return changed;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private long orders() {
        return count("select count(*) from orders where customer_id = ?");
    }

    private long starts() {
        return count("select count(*) from scheduled_tasks t join orders o on t.task_instance = "
                + "concat('order.placed:', o.order_id) where o.customer_id = ?");
    }

    private long count(String sql) {
        return db.sql(sql).param(customer).query(Long.class).single();
    }
}
