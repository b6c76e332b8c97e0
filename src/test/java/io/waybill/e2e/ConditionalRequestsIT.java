package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.Given;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Nobody overwrites a change that somebody else has just made, and unchanged data is not sent again. */
@EndToEndTest
class ConditionalRequestsIT {

    @LocalServerPort
    int port;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    /** The path of an existing resource that accepts PUT. */
    private String existing(String kind) {
        return switch (kind) {
            case "item" -> "/items/" + waybill.itemInStock(1, 1, 0);
            case "account" -> "/accounts/" + waybill.customerWith(1);
            case "stock" -> "/stock/" + waybill.itemInStock(1, 1, 1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Map<String, Object> body(String path, long figure) {
        return path.startsWith("/items")
                ? Map.of("name", "Item", "price", figure, "factoryId", 1)
                : Map.of("available", figure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "account", "stock"})
    void what_did_not_change_is_not_sent_again(String kind) {
        String path = existing(kind);
        String tag = tag(get(path, Map.of()));

        ResponseEntity<JsonNode> again = get(path, Map.of("If-None-Match", tag));
        assertThat(status(again)).isEqualTo(304);
        assertThat(tag(again)).isEqualTo(tag);
        assertThat(again.getBody()).isEmpty();

        put(path, 77, Map.of());
        ResponseEntity<JsonNode> changed = get(path, Map.of("If-None-Match", tag));
        assertThat(status(changed)).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "account", "stock"})
    void a_change_is_made_only_to_what_the_caller_has_seen(String kind) {
        String path = existing(kind);
        String seen = tag(get(path, Map.of()));

        ResponseEntity<JsonNode> changed = put(path, 50, Map.of("If-Match", seen));
        assertThat(status(changed)).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(seen).isEqualTo(tag(get(path, Map.of())));

        ResponseEntity<JsonNode> late = put(path, 60, Map.of("If-Match", seen));
        assertProblem(late, 412, "precondition-failed");
        assertThat(tag(get(path, Map.of()))).isEqualTo(tag(changed));

        assertThat(status(put(path, 70, Map.of("If-Match", "\"other\", " + tag(changed)))))
                .isEqualTo(200);
        assertThat(status(put(path, 80, Map.of("If-Match", "*")))).isEqualTo(200);
        assertThat(status(put(path, 90, Map.of("If-Match", "W/" + tag(get(path, Map.of()))))))
                .isEqualTo(412);
        assertThat(status(put(path, 90, Map.of("If-None-Match", "*")))).isEqualTo(412);
        assertThat(status(put(path, 90, Map.of("If-None-Match", "\"other\"")))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"x", "*x", "x*", "\"a\" \"b\"", "", ",", "'x'"})
    void a_condition_that_cannot_be_read_is_refused(String condition) {
        String path = existing("account");
        for (String header : List.of("If-Match", "If-None-Match")) {
            ResponseEntity<JsonNode> answer = put(path, 5, Map.of(header, condition));
            assertProblem(answer, 400, "invalid-request");
            assertThat(answer.getBody().path("errors").get(0).path("field").stringValue())
                    .isEqualTo(header);
        }
        waybill.assertAccount(path.replace("/accounts/", ""), 1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/", "/accounts/"})
    void what_is_not_there_can_be_created_but_not_changed(String kind) {
        String path = kind + (kind.equals("/items/") ? Given.anItem() : Given.aCustomer());

        assertThat(status(put(path, 5, Map.of("If-Match", "*")))).isEqualTo(412);
        assertThat(status(put(path, 5, Map.of("If-Match", "\"0\"")))).isEqualTo(412);
        assertThat(status(get(path, Map.of()))).isEqualTo(404);

        ResponseEntity<JsonNode> created = put(path, 5, Map.of("If-None-Match", "*"));
        assertThat(status(created)).isIn(200, 201);
        assertThat(tag(get(path, Map.of()))).isEqualTo(tag(created));
        assertThat(status(put(path, 6, Map.of("If-None-Match", "*")))).isEqualTo(412);
    }

    @Test
    void an_item_is_removed_only_as_the_caller_has_seen_it() {
        String path = existing("item");
        String seen = tag(get(path, Map.of()));
        String now = tag(put(path, 9, Map.of()));

        assertProblem(
                waybill.call(HttpMethod.DELETE, path, null, Map.of("If-Match", seen)), 412, "precondition-failed");
        assertThat(status(waybill.call(HttpMethod.DELETE, path, null, Map.of("If-Match", now))))
                .isEqualTo(204);
        assertThat(status(waybill.call(HttpMethod.DELETE, path, null, Map.of())))
                .isEqualTo(404);

        put(path, 9, Map.of());
        assertThat(status(put(path, 10, Map.of("If-Match", seen))))
                .as("the tag of the item that was removed")
                .isEqualTo(412);
    }

    @Test
    void an_order_has_another_tag_whenever_something_happened_to_it() {
        String customer = waybill.customerWith(0);
        String order = "/orders/" + waybill.place(customer, waybill.itemInStock(1, 1, 0), 1);
        String atFirst = tag(get(order, Map.of()));

        waybill.awaitStatus(order.replace("/orders/", ""), "REJECTED");

        ResponseEntity<JsonNode> atLast = get(order, Map.of("If-None-Match", atFirst));
        assertThat(status(atLast)).isEqualTo(200);
        ResponseEntity<JsonNode> again = get(order, Map.of("If-None-Match", tag(atLast)));
        assertThat(status(again)).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "account", "stock"})
    void of_several_who_change_the_same_thing_at_once_one_wins(String kind) throws Exception {
        String path = existing(kind);
        for (int round = 0; round < 20; round++) {
            String seen = tag(get(path, Map.of()));
            long figure = 100L + 10L * round;
            List<Integer> answers = atOnce(Stream.of(1, 2, 3)
                    .map(i -> (Callable<Integer>) () -> status(put(path, figure + i, Map.of("If-Match", seen))))
                    .toList());
            assertThat(answers).containsExactlyInAnyOrder(200, 412, 412);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/", "/accounts/"})
    void of_two_who_create_the_same_thing_at_once_one_does(String kind) throws Exception {
        for (int round = 0; round < 20; round++) {
            String path = kind + (kind.equals("/items/") ? Given.anItem() : Given.aCustomer());
            List<Integer> answers = atOnce(IntStream.of(1, 2)
                    .<Callable<Integer>>mapToObj(i -> () -> status(put(path, i, Map.of("If-None-Match", "*"))))
                    .toList());
            assertThat(answers).containsExactlyInAnyOrder(kind.equals("/items/") ? 201 : 200, 412);
        }
    }

    private ResponseEntity<JsonNode> get(String path, Map<String, String> headers) {
        return waybill.call(HttpMethod.GET, path, null, headers);
    }

    private ResponseEntity<JsonNode> put(String path, long figure, Map<String, String> headers) {
        return waybill.call(HttpMethod.PUT, path, body(path, figure), headers);
    }

    private static int status(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().value();
    }

    private static @Nullable String tag(ResponseEntity<JsonNode> answer) {
        return answer.getHeaders().getETag();
    }

    private static void assertProblem(ResponseEntity<JsonNode> answer, int status, String type) {
        assertThat(status(answer)).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody().path("type").stringValue()).isEqualTo("urn:waybill:problem:" + type);
    }
}
