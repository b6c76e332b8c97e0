package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waybill.e2e.RawHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Requests that are too large, too slow, too deep or not HTTP at all, on raw connections. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.limits.body-size=10KB",
            "waybill.limits.batch-size=20KB",
            "waybill.limits.body-time=2s",
            "waybill.limits.header-time=2s",
            "server.tomcat.connection-timeout=1s",
            "server.tomcat.keep-alive-timeout=1s"
        })
class LimitsIT {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final Duration OFTEN_ENOUGH = Duration.ofMillis(200);

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    Caller waybill;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
    }

    @Test
    void browsers_are_told_to_do_nothing_with_answers() throws Exception {
        Answer answer = send("GET /items", "", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=1000;w=2");
        assertThat(answer.header("RateLimit")).matches("\"default\";r=9\\d\\d;t=1");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(send("GET /swagger-ui/index.html", "", "").header("Content-Security-Policy"))
                .contains("script-src 'self'");
    }

    @Test
    void pages_of_other_origins_may_not_call() throws Exception {
        String preflight = "Origin: https://shop.example.com\r\nAccess-Control-Request-Method: POST\r\n";

        assertThat(exchange("OPTIONS /orders", preflight, "").head()).doesNotContain("Access-Control");
        assertThat(send("OPTIONS /orders", preflight, "").head()).doesNotContain("Access-Control");
        assertThat(send("GET /items", "Origin: https://shop.example.com\r\n", "")
                        .head())
                .doesNotContain("Access-Control");
    }

    @Test
    void a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent() throws Exception {
        send("POST /orders", JSON + "Content-Length: 10241\r\n", "").assertProblem(413, "payload-too-large");
        Answer asked = send("POST /orders", JSON + "Expect: 100-continue\r\nContent-Length: 10241\r\n", "");
        asked.assertProblem(413, "payload-too-large");
        send("POST /orders/1/cancellation", "Content-Length: 10241\r\n", "").assertProblem(413, "payload-too-large");
    }

    @Test
    void who_sends_it_all_the_same_can_read_the_answer() throws Exception {
        send("POST /orders", JSON + "Content-Length: 9000000\r\n", "x".repeat(9_000_000))
                .assertProblem(413, "payload-too-large");
        exchange("POST /orders", JSON + "Content-Length: 9000000\r\n", "x".repeat(9_000_000))
                .assertProblem(401, "unauthorized");
    }

    @Test
    void a_body_that_turns_out_to_be_too_large_is_refused() throws Exception {
        send("POST /orders", JSON + "Transfer-Encoding: chunked\r\n", chunked(" ".repeat(10_241)))
                .assertProblem(413, "payload-too-large");
        send("POST /orders", JSON + "Transfer-Encoding: chunked\r\n", chunked(" ".repeat(10_240)))
                .assertProblem(400, "malformed-json");
    }

    @Test
    void batches_may_be_larger_and_streams_of_any_size() throws Exception {
        String lines = "{\"orders\":[]}" + " ".repeat(20_000);
        send("POST /orders/batch", JSON + "Transfer-Encoding: chunked\r\n", chunked(lines))
                .assertProblem(400, "invalid-request");
        send("POST /orders/batch", JSON + "Transfer-Encoding: chunked\r\n", chunked(lines + " ".repeat(500)))
                .assertProblem(413, "payload-too-large");
        send("POST /orders/batch", JSON + "Content-Length: 20481\r\n", "").assertProblem(413, "payload-too-large");
        ResponseEntity<JsonNode> stream =
                waybill.send(HttpMethod.POST, "/orders/batch", " \n".repeat(50_000), MediaType.APPLICATION_NDJSON);
        assertThat(stream.getStatusCode().value()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip"})
    void compressed_bodies_are_refused(String encoding) throws Exception {
        Answer answer =
                send("POST /orders", JSON + "Content-Encoding: " + encoding + "\r\nContent-Length: 2\r\n", "{}");

        answer.assertProblem(415, "unsupported-media-type");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void only_json_is_read(String type) throws Exception {
        send("POST /orders", "Content-Type: " + type + "\r\nContent-Length: 2\r\n", "{}")
                .assertProblem(415, "unsupported-media-type");
    }

    @Test
    void a_body_that_trickles_in_is_cut_off() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            http.send(request("POST /orders", JSON + token() + "Content-Length: 10000\r\n"));
            Answer answer = http.trickle("{" + " ".repeat(100), OFTEN_ENOUGH).answer();

            answer.assertProblem(408, "request-timeout");
            assertThat(answer.text()).contains("within 2 s");
        }
    }

    @Test
    void a_body_that_stops_coming_is_cut_off() throws Exception {
        send("POST /orders", JSON + "Content-Length: 1000\r\n", "{").assertProblem(408, "request-timeout");
    }

    @Test
    void a_body_that_nobody_reads_holds_no_connection() throws Exception {
        assertClosed("POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\n", 401);
    }

    @Test
    void headers_that_trickle_in_are_cut_off() throws Exception {
        assertClosed("GET /items HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 0);
    }

    @Test
    void a_connection_without_a_request_is_closed() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            assertThat(http.answer().text()).isEmpty();
        }
    }

    @Test
    void a_connection_between_requests_is_kept_for_a_while_and_then_closed() throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            String request = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
            assertThat(http.send(request).send(request).answer().text().split("HTTP/1.1 200", -1))
                    .hasSize(3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void json_that_is_too_much_of_something_is_refused(String what, String body) throws Exception {
        Answer answer = post("/orders/batch", body);

        answer.assertProblem(400, "malformed-json");
        assertThat(answer.text())
                .contains(what)
                .contains("exceeds the maximum allowed")
                .doesNotContain("Stream");
    }

    static Stream<Arguments> json_that_is_too_much_of_something_is_refused() {
        return Stream.of(
                arguments("nesting depth (33)", "{\"orders\":[" + "[".repeat(31) + "]".repeat(31) + "]}"),
                arguments("Name length", "{\"orders\":[{\"" + "n".repeat(1000) + "\":1}]}"),
                arguments("Number value length (101)", "{\"orders\":[" + "1".repeat(101) + "]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void text_that_is_not_plain_is_refused(String method, String path, String body, String field) throws Exception {
        Answer answer = send(method + " " + path, JSON + "Content-Length: " + body.length() + "\r\n", body);

        answer.assertProblem(400, "invalid-request");
        assertThat(answer.text()).contains("\"field\":\"" + field + "\"");
    }

    static Stream<Arguments> text_that_is_not_plain_is_refused() {
        String address = "{\"customerId\":\"C-1\",\"lines\":[{\"itemId\":1,\"quantity\":1}],\"deliveryAddress\":"
                + "{\"recipient\":\"a\",\"street\":\"b\",\"postalCode\":\"c\",\"city\":\"d\",\"country\":\"e\"}}";
        String delivery = "/deliveries/" + BadInputIT.NO_ORDER + "/acceptance";
        return Stream.of(
                arguments("POST", "/orders", address.replace("\"a\"", "\"\\u0000\""), "deliveryAddress.recipient"),
                arguments("POST", "/orders", address.replace("\"b\"", "\"b\\r\\nb\""), "deliveryAddress.street"),
                arguments("POST", "/orders", address.replace("\"c\"", "\"\\u202e\""), "deliveryAddress.postalCode"),
                arguments("POST", "/orders", address.replace("\"d\"", "\"\\ud800\""), "deliveryAddress.city"),
                arguments("POST", "/orders", address.replace("\"e\"", "\"\\uffff\""), "deliveryAddress.country"),
                arguments("POST", "/orders", address.replace("C-1", "C-1\\n"), "customerId"),
                arguments("POST", delivery, "{\"driverId\":\"D-1\\n\"}", "driverId"),
                arguments("PUT", "/items/9", "{\"name\":\"\\u0007\",\"price\":1,\"factoryId\":1}", "name"));
    }

    @Test
    void spaces_around_text_are_kept() {
        String customer = waybill.customerWith(0);
        long item = waybill.itemInStock(1, 1, 0);
        String order = waybill.send(
                        HttpMethod.POST,
                        "/orders",
                        "{\"customerId\":\"%s\",\"lines\":[{\"itemId\":%d,\"quantity\":1}],\"deliveryAddress\":{\"street\":\" 1 \",\"city\":\"Seoul\"}}"
                                .formatted(customer, item),
                        MediaType.APPLICATION_JSON)
                .getBody()
                .path("id")
                .stringValue();

        assertThat(waybill.get("/orders/" + order)
                        .path("deliveryAddress")
                        .path("street")
                        .stringValue())
                .isEqualTo(" 1 ");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void bodies_that_are_hardly_json_are_refused(String type, String body, String problem) throws Exception {
        send("POST /orders", "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n", body)
                .assertProblem(400, problem);
    }

    static Stream<Arguments> bodies_that_are_hardly_json_are_refused() {
        String json = "application/json";
        String number = "{\"customerId\":\"C-1\",\"lines\":[{\"itemId\":1,\"quantity\":%s}]}";
        return Stream.of(
                arguments(json, "{\"customerId\":\"\u00ff\u00fe\"}", "malformed-json"),
                arguments(json, "{\"customerId\":\"\u00c0\u0080\"}", "invalid-request"),
                arguments(json, "{\"customerId\":\"\u00ed\u00a0\u0080\"}", "malformed-json"),
                arguments(json, "\u00ef\u00bb\u00bf{}", "invalid-request"),
                arguments(json + ";charset=utf-16", "{}", "invalid-request"),
                arguments(json, "[".repeat(5000), "malformed-json"),
                arguments(json, number.formatted("1e400"), "invalid-request"),
                arguments(json, number.formatted("1e2"), "invalid-request"),
                arguments(json, number.formatted("1e999999999"), "invalid-request"),
                arguments(json, number.formatted("-0"), "invalid-request"),
                arguments(json, number.formatted("0x10"), "malformed-json"),
                arguments(json, number.formatted("NaN"), "malformed-json"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void whatever_is_sent_is_answered_with_a_problem(String request, int status, String type) throws Exception {
        RawHttp.exchange(port, request.replace("TOKEN\r\n", token() + "Connection: close\r\n"))
                .assertProblem(status, type);
    }

    static Stream<Arguments> whatever_is_sent_is_answered_with_a_problem() {
        String host = " HTTP/1.1\r\nHost: localhost\r\nTOKEN\r\n";
        String body = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                arguments("GET\r\n\r\n", 400, "invalid-request"),
                arguments("\u0016\u0003\u0001\r\n\r\n", 400, "invalid-request"),
                arguments("GET /items HTTP/1.1\r\n\r\n", 400, "invalid-request"),
                arguments("GET /items HTTP/7.0\r\n\r\n", 505, "not-implemented"),
                arguments("GET /items?" + "x".repeat(20_000) + host + "\r\n", 400, "invalid-request"),
                arguments("GET /items" + host + "X-Long: " + "x".repeat(20_000) + "\r\n\r\n", 400, "invalid-request"),
                arguments("GET /items" + host + "X-Many: 1\r\n".repeat(200) + "\r\n", 400, "invalid-request"),
                arguments("GET /items" + host + "X-Nul: \u0000\r\n\r\n", 400, "invalid-request"),
                arguments("GET /items?a=<b>" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/..;/items" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/../items" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/%2e%2e/items" + host + "\r\n", 400, "invalid-request"),
                arguments("GET //items" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders%2fx" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/%00" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/%0d%0a" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders/%ff" + host + "\r\n", 400, "invalid-request"),
                arguments("GET /orders\\x" + host + "\r\n", 400, "invalid-request"),
                arguments("TRACE /items" + host + "\r\n", 405, "method-not-allowed"),
                arguments("BREW /items" + host + "\r\n", 400, "invalid-request"),
                arguments("PATCH /orders" + host + "\r\n", 405, "method-not-allowed"),
                arguments("GET /error" + host + "\r\n", 404, "not-found"),
                arguments("GET /nowhere" + host + "Accept: text/html\r\n\r\n", 404, "not-found"),
                arguments("GET /items/x" + host + "Accept: application/xml\r\n\r\n", 400, "invalid-request"),
                arguments("GET /items" + host + "Accept: application/xml\r\n\r\n", 406, "not-acceptable"),
                arguments("POST /orders" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501, "not-implemented"),
                arguments("POST /orders" + host + "Content-Length: -1\r\n\r\n", 400, "invalid-request"),
                arguments(
                        "POST /orders" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                        400,
                        "invalid-request"),
                arguments("POST /orders" + host + body + "zz\r\n{}\r\n0\r\n\r\n", 400, "invalid-request"),
                arguments(
                        "POST /orders" + host + body + "2;a=" + "x".repeat(99) + "\r\n{}\r\n0\r\n\r\n",
                        400,
                        "invalid-request"),
                arguments(
                        "POST /orders/batch" + host + body.replace("json", "x-ndjson") + "zz\r\n",
                        400,
                        "invalid-request"));
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() throws Exception {
        assertThat(send("DELETE /orders", "", "").header("Allow").split(", ?"))
                .containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void the_platform_is_told_the_health_on_both_ports_and_nothing_else_on_either() throws Exception {
        assertThat(exchange("GET /livez", "", "").status()).isEqualTo(200);
        assertThat(exchange("GET /readyz", "", "").status()).isEqualTo(200);
        for (String path :
                new String[] {"", "/health", "/env", "/info", "/heapdump", "/loggers", "/shutdown", "/beans"}) {
            send("GET /actuator" + path, "", "").assertProblem(404, "not-found");
        }
        for (String path : new String[] {"/health", "/health/liveness", "/info"}) {
            Answer answer = management("GET /actuator" + path, "");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).doesNotContain("components", "details");
        }
        Answer readiness = management("GET /actuator/health/readiness", "");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.text()).contains("\"model\":{\"status\":\"UP\"}").doesNotContain("details");
        for (String path : new String[] {"", "/env", "/heapdump", "/loggers", "/beans", "/mappings"}) {
            management("GET /actuator" + path, token()).assertProblem(404, "not-found");
        }
        assertThat(management("GET /actuator/health/db", token()).status()).isEqualTo(404);
        management("GET /actuator/env", "").assertProblem(401, "unauthorized");
        management("POST /actuator/shutdown", token()).assertProblem(404, "not-found");
        management("GET /orders", token()).assertProblem(404, "not-found");
        management("GET\r\n\r\n", "").assertProblem(400, "invalid-request");
    }

    /** Sends the beginning of a request, then continues slowly, and expects to be cut off long before the end. */
    private void assertClosed(String begin, int status) throws Exception {
        try (RawHttp http = new RawHttp(port)) {
            long start = System.nanoTime();
            String rest = "x".repeat(150);
            Answer answer = http.send(begin).trickle(rest, OFTEN_ENOUGH).answer();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(OFTEN_ENOUGH.multipliedBy(100));
            assertThat(answer.text().isEmpty() ? 0 : answer.status()).isEqualTo(status);
        }
    }

    private Answer post(String path, String body) throws IOException {
        return send("POST " + path, JSON + "Content-Length: " + body.length() + "\r\n", body);
    }

    private Answer send(String line, String headers, String body) throws IOException {
        return exchange(line, token() + headers, body);
    }

    private Answer exchange(String line, String headers, String body) throws IOException {
        return RawHttp.exchange(port, request(line, "Connection: close\r\n" + headers) + body);
    }

    private Answer management(String line, String headers) throws IOException {
        return RawHttp.exchange(managementPort, request(line, "Connection: close\r\n" + headers));
    }

    private String token() {
        return "Authorization: Bearer " + waybill.token() + "\r\n";
    }

    private static String request(String line, String headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String chunked(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }
}
