package io.waybill.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waybill.core.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Bad input gets a fitting status and the field, but no stack trace, and nothing is saved. */
@EndToEndTest
class BadInputIT {

    static final String ADDRESS = "\"deliveryAddress\":{\"street\":\"1 Teheran-ro\",\"city\":\"Seoul\"}";
    static final String NO_ORDER = OrderId.next().value();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    /** Characters as the OpenAPI document and the database count them: a surrogate pair is one. */
    @Test
    void a_street_may_have_200_characters_whatever_they_are() {
        String lorries = "\uD83D\uDE9A".repeat(200);

        ResponseEntity<JsonNode> answer = waybill.send(
                HttpMethod.POST,
                "/orders",
                order("C-1", line(3, "1")).replace("1 Teheran-ro", lorries),
                MediaType.APPLICATION_JSON);

        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(waybill.get("/orders/" + answer.getBody().path("id").stringValue())
                        .path("deliveryAddress")
                        .path("street")
                        .stringValue())
                .isEqualTo(lorries);
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource
    void bad_orders_are_refused(String what, String body, int status, String field) {
        long before = rows();

        ResponseEntity<JsonNode> answer = waybill.send(HttpMethod.POST, "/orders", body, MediaType.APPLICATION_JSON);

        assertProblem(answer, status, field);
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<Arguments> bad_orders_are_refused() {
        return Stream.of(
                arguments("unknown customer", order("C-404", line(1, "1")), 422, "customerId"),
                arguments("unknown item", order("C-1", line(404, "1")), 422, "lines[0].itemId"),
                arguments("unknown second item", order("C-1", line(1, "1"), line(404, "1")), 422, "lines[1].itemId"),
                arguments("quantity 0", order("C-1", line(1, "0")), 400, "lines[0].quantity"),
                arguments("quantity negative", order("C-1", line(1, "-1")), 400, "lines[0].quantity"),
                arguments("quantity fractional", order("C-1", line(1, "1.5")), 400, "lines[0].quantity"),
                arguments("quantity above a million", order("C-1", line(1, "1000001")), 400, "lines[0].quantity"),
                arguments(
                        "quantity beyond a long",
                        order("C-1", line(1, "99999999999999999999")),
                        400,
                        "lines[0].quantity"),
                arguments("quantity in words", order("C-1", line(1, "\"five\"")), 400, "lines[0].quantity"),
                arguments("quantity as text", order("C-1", line(1, "\"5\"")), 400, "lines[0].quantity"),
                arguments("quantity true", order("C-1", line(1, "true")), 400, "lines[0].quantity"),
                arguments("quantity null", order("C-1", line(1, "null")), 400, "lines[0].quantity"),
                arguments("quantity missing", order("C-1", "{\"itemId\":1}"), 400, "lines[0].quantity"),
                arguments("item missing", order("C-1", "{\"quantity\":1}"), 400, "lines[0].itemId"),
                arguments(
                        "above a million when merged",
                        order("C-1", line(1, "1000000"), line(1, "1")),
                        422,
                        "lines[1].quantity"),
                arguments("no lines", order("C-1"), 400, "lines"),
                arguments("a line that is null", order("C-1", "null"), 400, "lines[0]"),
                arguments(
                        "more than 100 lines",
                        order(
                                "C-1",
                                IntStream.range(0, 101)
                                        .mapToObj(i -> line(1, "1"))
                                        .toArray(String[]::new)),
                        400,
                        "lines"),
                arguments("lines missing", "{\"customerId\":\"C-1\"," + ADDRESS + "}", 400, "lines"),
                arguments("lines not a list", "{\"customerId\":\"C-1\",\"lines\":5," + ADDRESS + "}", 400, "lines"),
                arguments("customer missing", "{\"lines\":[" + line(1, "1") + "]," + ADDRESS + "}", 400, "customerId"),
                arguments("customer blank", order("", line(1, "1")), 400, "customerId"),
                arguments("customer oversized", order("C".repeat(65), line(1, "1")), 400, "customerId"),
                arguments("customer a quote", order("' or 1=1 --", line(1, "1")), 400, "customerId"),
                arguments(
                        "address missing",
                        "{\"customerId\":\"C-1\",\"lines\":[" + line(1, "1") + "]}",
                        400,
                        "deliveryAddress"),
                arguments(
                        "street blank",
                        order("C-1", line(1, "1")).replace("1 Teheran-ro", " "),
                        400,
                        "deliveryAddress.street"),
                arguments(
                        "city missing",
                        order("C-1", line(1, "1")).replace(",\"city\":\"Seoul\"", ""),
                        400,
                        "deliveryAddress.city"),
                arguments(
                        "city oversized",
                        order("C-1", line(1, "1")).replace("Seoul", "x".repeat(201)),
                        400,
                        "deliveryAddress.city"),
                arguments(
                        "street a number",
                        order("C-1", line(1, "1")).replace("\"1 Teheran-ro\"", "5"),
                        400,
                        "deliveryAddress.street"),
                arguments(
                        "city true",
                        order("C-1", line(1, "1")).replace("\"Seoul\"", "true"),
                        400,
                        "deliveryAddress.city"),
                arguments("customer a number", order("C-1", line(1, "1")).replace("\"C-1\"", "1"), 400, "customerId"),
                arguments("street of no-break spaces", address("\\u00a0\\u00a0"), 400, "deliveryAddress.street"),
                arguments("street of nothing but zero width", address("\\u200b"), 400, "deliveryAddress.street"),
                arguments("street of a byte order mark", address("\\ufeff"), 400, "deliveryAddress.street"),
                arguments(
                        "street of 201 characters", address("\uD83D\uDE9A".repeat(201)), 400, "deliveryAddress.street"),
                arguments("street with NUL", address("a\\u0000b"), 400, "deliveryAddress.street"),
                arguments("street with a line break", address("a\\r\\nb"), 400, "deliveryAddress.street"),
                arguments("street with a bidi override", address("a\\u202eb"), 400, "deliveryAddress.street"),
                arguments("street with a bidi isolate", address("a\\u2066b"), 400, "deliveryAddress.street"),
                arguments("street with half a surrogate pair", address("a\\ud800b"), 400, "deliveryAddress.street"),
                arguments("street with a terminal escape", address("\\u001b[31m"), 400, "deliveryAddress.street"),
                arguments("a status of its own", withField("status", "\"COMPLETED\""), 400, "status"),
                arguments("an id of its own", withField("id", "\"" + NO_ORDER + "\""), 400, "id"),
                arguments("a total of its own", withField("total", "1"), 400, "total"),
                arguments("a time of its own", withField("placedAt", "\"2020-01-01T00:00:00Z\""), 400, "placedAt"),
                arguments("a class to instantiate", withField("@class", "\"java.lang.Runtime\""), 400, "@class"),
                arguments(
                        "a price of its own",
                        order("C-1", "{\"itemId\":1,\"quantity\":1,\"unitPrice\":1}"),
                        400,
                        "lines[0].unitPrice"),
                arguments("item fractional", order("C-1", "{\"itemId\":1.5,\"quantity\":1}"), 400, "lines[0].itemId"),
                arguments(
                        "item beyond a long",
                        order("C-1", "{\"itemId\":9223372036854775808,\"quantity\":1}"),
                        400,
                        "lines[0].itemId"),
                arguments("item 1e400", order("C-1", "{\"itemId\":1e400,\"quantity\":1}"), 400, "lines[0].itemId"),
                arguments("quantity NaN", order("C-1", line(1, "NaN")), 400, ""),
                arguments("quantity hexadecimal", order("C-1", line(1, "0x10")), 400, ""),
                arguments("nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), 400, ""),
                arguments(
                        "nested deep inside the order",
                        order("C-1", line(1, "[".repeat(40) + "]".repeat(40))),
                        400,
                        "lines[0].quantity"),
                arguments(
                        "unknown field",
                        "{\"colour\":\"red\"," + order("C-1", line(1, "1")).substring(1),
                        400,
                        "colour"),
                arguments(
                        "unknown field of a line",
                        order("C-1", "{\"itemId\":1,\"quantity\":1,\"price\":1}"),
                        400,
                        "lines[0].price"),
                arguments(
                        "a key twice",
                        "{\"customerId\":\"C-2\"," + order("C-1", line(1, "1")).substring(1),
                        400,
                        ""),
                arguments("cut off", "{\"customerId\":\"C-1\",", 400, ""),
                arguments("two values", order("C-1", line(1, "1")) + "{}", 400, ""),
                arguments("not an object", "[]", 400, ""),
                arguments("a bare null", "null", 400, ""),
                arguments("empty", "", 400, ""));
    }

    @ParameterizedTest(name = "{0}: {2} {3}")
    @MethodSource
    void bad_reservations_are_refused(String what, String body, int status, String field) {
        long before = rows();

        ResponseEntity<JsonNode> answer =
                waybill.send(HttpMethod.POST, "/reservations", body, MediaType.APPLICATION_JSON);

        assertProblem(answer, status, field);
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<Arguments> bad_reservations_are_refused() {
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        Instant later = soon.plus(Duration.ofHours(1));
        String good = reservation("C-1", "\"Exit 1\"", soon, later);
        return Stream.of(
                arguments("unknown customer", reservation("C-404", "\"Exit 1\"", soon, later), 422, "customerId"),
                arguments("customer missing", good.replace("\"customerId\":\"C-1\",", ""), 400, "customerId"),
                arguments("customer a quote", good.replace("C-1", "' or 1=1 --"), 400, "customerId"),
                arguments("place missing", good.replace("\"place\":\"Exit 1\",", ""), 400, "place"),
                arguments("place blank", good.replace("Exit 1", " "), 400, "place"),
                arguments("place of 201 characters", good.replace("Exit 1", "x".repeat(201)), 400, "place"),
                arguments("place with a line break", good.replace("Exit 1", "a\\nb"), 400, "place"),
                arguments("place a number", good.replace("\"Exit 1\"", "1"), 400, "place"),
                arguments(
                        "a start in the past",
                        reservation("C-1", "\"Exit 1\"", Instant.now().minusSeconds(2), later),
                        422,
                        "startsAt"),
                arguments(
                        "a start in more than a year",
                        reservation(
                                "C-1", "\"Exit 1\"", soon.plus(Duration.ofDays(366)), later.plus(Duration.ofDays(366))),
                        422,
                        "startsAt"),
                arguments(
                        "a start in a billion years",
                        good.replace(soon.toString(), "+999999999-01-01T00:00:00Z"),
                        422,
                        "startsAt"),
                arguments(
                        "a start before Christ",
                        good.replace(soon.toString(), "-0044-03-15T00:00:00Z"),
                        422,
                        "startsAt"),
                arguments(
                        "a start without a zone",
                        good.replace(soon.toString(), "2026-12-24T18:00:00"),
                        400,
                        "startsAt"),
                arguments("a start that is no date", good.replace(soon.toString(), "tomorrow"), 400, "startsAt"),
                arguments("a start that is a number", good.replace("\"" + soon + "\"", "5"), 400, "startsAt"),
                arguments(
                        "a start on February 30",
                        good.replace(soon.toString(), "2027-02-30T00:00:00Z"),
                        400,
                        "startsAt"),
                arguments("start missing", good.replace("\"startsAt\":\"" + soon + "\",", ""), 400, "startsAt"),
                arguments("an end before the start", reservation("C-1", "\"Exit 1\"", later, soon), 422, "endsAt"),
                arguments("an end at the start", reservation("C-1", "\"Exit 1\"", soon, soon), 422, "endsAt"),
                arguments(
                        "more than a day",
                        reservation(
                                "C-1",
                                "\"Exit 1\"",
                                soon,
                                soon.plus(Duration.ofHours(24)).plusSeconds(1)),
                        422,
                        "endsAt"),
                arguments("end missing", good.replace(",\"endsAt\":\"" + later + "\"", ""), 400, "endsAt"),
                arguments("a fee of its own", good.replace("{", "{\"fee\":-1,"), 400, "fee"),
                arguments("a driver of its own", good.replace("{", "{\"driverId\":\"D-1\","), 400, "driverId"),
                arguments("a status of its own", good.replace("{", "{\"status\":\"COMPLETED\","), 400, "status"),
                arguments("not an object", "[]", 400, ""),
                arguments("empty", "", 400, ""));
    }

    private static String reservation(String customer, String place, Instant start, Instant end) {
        return "{\"customerId\":\"%s\",\"place\":%s,\"startsAt\":\"%s\",\"endsAt\":\"%s\"}"
                .formatted(customer, place, start, end);
    }

    @ParameterizedTest(name = "{0} {1}: {3} {4}")
    @MethodSource
    void bad_calls_are_refused(String method, String path, String body, int status, String field) {
        assertProblem(waybill.send(HttpMethod.valueOf(method), path, body, MediaType.APPLICATION_JSON), status, field);
    }

    static Stream<Arguments> bad_calls_are_refused() {
        return Stream.of(
                arguments("GET", "/orders/" + NO_ORDER, "", 404, ""),
                arguments("GET", "/orders/no-id", "", 404, ""),
                arguments("POST", "/orders/" + NO_ORDER + "/cancellation", "", 404, ""),
                arguments("DELETE", "/orders", "", 405, ""),
                arguments("GET", "/orders?status=LOST", "", 400, "status"),
                arguments("GET", "/orders?page=-1", "", 400, "page"),
                arguments("GET", "/orders?page=one", "", 400, "page"),
                arguments("GET", "/orders?size=0", "", 400, "size"),
                arguments("GET", "/orders?size=201", "", 400, "size"),
                arguments("GET", "/nowhere", "", 404, ""),
                arguments("GET", "/items/404", "", 404, ""),
                arguments("GET", "/items/one", "", 400, "id"),
                arguments("DELETE", "/items/404", "", 404, ""),
                arguments("PUT", "/items/9", "{\"price\":1,\"factoryId\":1}", 400, "name"),
                arguments("PUT", "/items/9", "{\"name\":\"x\",\"price\":-1,\"factoryId\":1}", 400, "price"),
                arguments("PUT", "/items/9", "{\"name\":\"x\",\"price\":1.5,\"factoryId\":1}", 400, "price"),
                arguments("PUT", "/items/9", "{\"id\":8,\"name\":\"x\",\"price\":1,\"factoryId\":1}", 422, "id"),
                arguments("PUT", "/items/-9", "{\"name\":\"x\",\"price\":1,\"factoryId\":1}", 400, "id"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":0,\"reorderTarget\":9"), 400, "reorderLevel"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":-1,\"reorderTarget\":9"), 400, "reorderLevel"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":1.5,\"reorderTarget\":9"), 400, "reorderLevel"),
                arguments(
                        "PUT", "/items/9", reorder("\"reorderLevel\":\"x\",\"reorderTarget\":9"), 400, "reorderLevel"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":1,\"reorderTarget\":0"), 400, "reorderTarget"),
                arguments(
                        "PUT",
                        "/items/9",
                        reorder("\"reorderLevel\":1,\"reorderTarget\":1000001"),
                        400,
                        "reorderTarget"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":5,\"reorderTarget\":4"), 422, "reorderTarget"),
                arguments("PUT", "/items/9", reorder("\"reorderLevel\":5"), 422, "reorderTarget"),
                arguments("PUT", "/items/9", reorder("\"reorderTarget\":5"), 422, "reorderLevel"),
                arguments("PUT", "/accounts/restock", "{\"available\":1}", 422, "customerId"),
                arguments("GET", "/restocks?status=LOST", "", 400, "status"),
                arguments("GET", "/restocks?itemId=x", "", 400, "itemId"),
                arguments("GET", "/restocks?after=x", "", 400, "after"),
                arguments("GET", "/accounts/C-404", "", 404, ""),
                arguments("GET", "/accounts/a b", "", 400, "customerId"),
                arguments("PUT", "/accounts/C-404", "{\"available\":-1}", 400, "available"),
                arguments("PUT", "/accounts/C-404", "{}", 400, "available"),
                arguments("PUT", "/accounts/C-404", "{\"available\":1,\"captured\":1}", 400, "captured"),
                arguments("GET", "/stock/404", "", 404, ""),
                arguments("PUT", "/stock/404", "{\"available\":1}", 404, ""),
                arguments("PUT", "/stock/1", "{\"available\":-1}", 400, "available"),
                arguments("GET", "/deliveries/" + NO_ORDER, "", 404, ""),
                arguments("POST", "/deliveries/" + NO_ORDER + "/acceptance", "{\"driverId\":\"D-1\"}", 404, ""),
                arguments(
                        "POST", "/deliveries/" + NO_ORDER + "/acceptance", "{\"driverId\":\"D-404\"}", 422, "driverId"),
                arguments("POST", "/deliveries/" + NO_ORDER + "/refusal", "{}", 400, "driverId"),
                arguments("GET", "/reservations/" + NO_ORDER, "", 404, ""),
                arguments("GET", "/reservations/no-id", "", 404, ""),
                arguments("GET", "/reservations?status=LOST", "", 400, "status"),
                arguments("GET", "/reservations?after=x", "", 400, "after"),
                arguments("GET", "/reservations?startsFrom=tomorrow", "", 400, "startsFrom"),
                arguments("GET", "/reservations?driverId=a%20b", "", 400, "driverId"),
                arguments("POST", "/reservations/" + NO_ORDER + "/cancellation", "", 404, ""),
                arguments("POST", "/reservations/" + NO_ORDER + "/acceptance", "{\"driverId\":\"D-1\"}", 404, ""),
                arguments(
                        "POST",
                        "/reservations/" + NO_ORDER + "/acceptance",
                        "{\"driverId\":\"D-404\"}",
                        422,
                        "driverId"),
                arguments("POST", "/reservations/" + NO_ORDER + "/refusal", "{}", 400, "driverId"),
                arguments("POST", "/reservations/" + NO_ORDER + "/no-show", "{\"reason\":\"Nobody there\"}", 404, ""),
                arguments("POST", "/reservations/" + NO_ORDER + "/no-show", "{\"reason\":\" \"}", 400, "reason"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; drop table orders; --", "= 1 + 1", "${7*7} #{7*7}", "</script><b>", "%s%n%x", "서울 🚚 Łódź"})
    void text_is_kept_as_it_is_and_means_nothing(String text) {
        String customer = waybill.customerWith(0);
        long item = waybill.itemInStock(100, 1, 0);
        Map<String, Object> order = new HashMap<>(Caller.order(customer, item, 1));
        order.put("deliveryAddress", Map.of("recipient", text, "street", text, "city", text));

        JsonNode placed = waybill.send(HttpMethod.POST, "/orders", order).getBody();

        JsonNode rejected = waybill.awaitStatus(placed.path("id").stringValue(), "REJECTED");
        for (String field : List.of("recipient", "street", "city")) {
            assertThat(rejected.path("deliveryAddress").path(field).stringValue())
                    .isEqualTo(text);
        }
    }

    @Test
    void what_is_no_utf_8_is_refused() {
        byte[] latin1 = address("Stra\u00dfe").getBytes(ISO_8859_1);
        ResponseEntity<JsonNode> answer =
                waybill.sendBytes(HttpMethod.POST, "/orders", latin1, MediaType.APPLICATION_JSON);
        assertProblem(answer, 400, "");
    }

    @Test
    void another_content_type_is_refused() {
        assertProblem(waybill.send(HttpMethod.POST, "/orders", "hello", MediaType.TEXT_PLAIN), 415, "");
    }

    @Test
    void the_same_item_twice_is_merged() {
        String customer = waybill.customerWith(0);
        long item = waybill.itemInStock(100, 1, 0);

        JsonNode order = waybill.get("/orders/" + waybill.place(customer, item, 2, item, 3));

        assertThat(order.path("lines")).hasSize(1);
        assertThat(order.path("lines").get(0).path("quantity").longValue()).isEqualTo(5);
        assertThat(order.path("total").longValue()).isEqualTo(500);
    }

    static void assertProblem(ResponseEntity<JsonNode> answer, int status, String field) {
        JsonNode problem = answer.getBody();
        assertThat(answer.getStatusCode().value()).as("%s", problem).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("title").stringValue()).isNotBlank();
        assertThat(problem.toString()).doesNotContain("Exception", "io.waybill", "\\tat ", "springframework");
        List<String> fields = problem.path("errors")
                .valueStream()
                .map(error -> error.path("field").stringValue())
                .toList();
        assertThat(fields).isEqualTo(field.isEmpty() ? Collections.emptyList() : List.of(field));
    }

    private long rows() {
        return Stream.of("orders", "order_line", "reservation", "idempotency_key")
                .mapToLong(table -> db.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .sum();
    }

    private static String address(String street) {
        return order("C-1", line(1, "1")).replace("1 Teheran-ro", street);
    }

    private static String withField(String field, String value) {
        return "{\"%s\":%s,%s"
                .formatted(field, value, order("C-1", line(1, "1")).substring(1));
    }

    private static String line(long item, String quantity) {
        return "{\"itemId\":%d,\"quantity\":%s}".formatted(item, quantity);
    }

    private static String order(String customer, String... lines) {
        return "{\"customerId\":\"%s\",\"lines\":[%s],%s}".formatted(customer, String.join(",", lines), ADDRESS);
    }

    private static String reorder(String fields) {
        return "{\"name\":\"x\",\"price\":1,\"factoryId\":1,%s}".formatted(fields);
    }
}
