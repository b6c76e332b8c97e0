package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.Given;
import io.waybill.embedded.SharedServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller of Waybill over HTTP: a customer, an operator or a driver. */
class Caller {

    /** Longer than the time-out of a job, because Zeebe sometimes loses one on its way, see docs/adr/0022. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As many connections as a test needs, and no hidden retries, such as after a 503. */
    private static final ClientHttpRequestFactory AS_SENT =
            new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
                    .disableAutomaticRetries()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setMaxConnPerRoute(200)
                            .setMaxConnTotal(1_000)
                            .build())
                    .build());

    private final int port;
    private final String token;
    private final HttpHeaders further;
    private final RestClient http;

    /** An operator. */
    Caller(int port) {
        this(port, SharedServers.get().tokens().token("operator", ""));
    }

    Caller(int port, String token) {
        this(port, token, new HttpHeaders());
    }

    private Caller(int port, String token, HttpHeaders further) {
        this.port = port;
        this.token = token;
        this.further = further;
        http = RestClient.builder()
                .requestFactory(AS_SENT)
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> {
                    headers.setBearerAuth(token);
                    headers.addAll(further);
                })
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    /** Another caller. */
    Caller as(String role, String id) {
        return new Caller(port, SharedServers.get().tokens().token(role, id));
    }

    /** The same with one more header on every call. */
    Caller with(String header, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(further);
        headers.set(header, value);
        return new Caller(port, token, headers);
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    ResponseEntity<JsonNode> send(HttpMethod method, String path, String body, MediaType type) {
        return read(
                method,
                path,
                http.method(method)
                        .uri(path)
                        .contentType(type)
                        .body(body)
                        .retrieve()
                        .toEntity(String.class));
    }

    /** The answer, checked against the OpenAPI document. */
    private static ResponseEntity<JsonNode> read(HttpMethod method, String path, ResponseEntity<String> answer) {
        String text = answer.getBody();
        ResponseEntity<JsonNode> parsed = ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(JsonMapper.shared().readTree(text == null || text.isEmpty() ? "{}" : text));
        Contract.check(method, path, parsed);
        return parsed;
    }

    ResponseEntity<JsonNode> send(HttpMethod method, String path, Object body) {
        return send(method, path, json(body), MediaType.APPLICATION_JSON);
    }

    static String json(Object body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    ResponseEntity<JsonNode> sendBytes(HttpMethod method, String path, byte[] body, MediaType type) {
        return read(
                method,
                path,
                http.method(method)
                        .uri(path)
                        .contentType(type)
                        .body(body)
                        .retrieve()
                        .toEntity(String.class));
    }

    String sendRaw(String path, String body, MediaType type) {
        return http.post().uri(path).contentType(type).body(body).retrieve().requiredBody(String.class);
    }

    /** Makes the call exactly as given, with these headers and the body, if there is one. */
    ResponseEntity<JsonNode> call(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        RestClient.RequestBodySpec call = http.method(method)
                .uri(URI.create("http://localhost:%d%s".formatted(port, path)))
                .headers(all -> headers.forEach(all::add));
        if (body != null) {
            call.contentType(MediaType.APPLICATION_JSON)
                    .body(JsonMapper.shared().writeValueAsString(body));
        }
        return read(method, path, call.retrieve().toEntity(String.class));
    }

    JsonNode get(String path) {
        return JsonMapper.shared().readTree(http.get().uri(path).retrieve().requiredBody(String.class));
    }

    /** Creates a customer for this test only, with this credit. */
    String customerWith(long credit) {
        String customer = Given.aCustomer().value();
        assertThat(send(HttpMethod.PUT, "/accounts/" + customer, Map.of("available", credit))
                        .getStatusCode()
                        .is2xxSuccessful())
                .isTrue();
        return customer;
    }

    /** Creates an item for this test only, with {@code available} pieces in stock. */
    long itemInStock(long price, long factory, long available) {
        long item = Given.anItem().value();
        send(HttpMethod.PUT, "/items/" + item, Map.of("name", "Item" + item, "price", price, "factoryId", factory));
        assertThat(send(HttpMethod.PUT, "/stock/" + item, Map.of("available", available))
                        .getStatusCode()
                        .is2xxSuccessful())
                .isTrue();
        return item;
    }

    static Map<String, Object> order(String customer, Object... itemsAndQuantities) {
        List<Map<String, Object>> lines = IntStream.range(0, itemsAndQuantities.length / 2)
                .<Map<String, Object>>mapToObj(
                        i -> Map.of("itemId", itemsAndQuantities[2 * i], "quantity", itemsAndQuantities[2 * i + 1]))
                .toList();
        return Map.of(
                "customerId",
                customer,
                "lines",
                lines,
                "deliveryAddress",
                Map.of("street", "1 Teheran-ro", "city", "Seoul"));
    }

    /** Places an order and returns its id. */
    String place(String customer, Object... itemsAndQuantities) {
        ResponseEntity<JsonNode> answer = send(HttpMethod.POST, "/orders", order(customer, itemsAndQuantities));
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(202);
        String id = answer.getBody().path("id").stringValue();
        assertThat(answer.getHeaders().getLocation()).hasToString("/orders/" + id);
        return id;
    }

    int cancel(String order) {
        return send(HttpMethod.POST, "/orders/" + order + "/cancellation", Map.of())
                .getStatusCode()
                .value();
    }

    String status(String order) {
        return get("/orders/" + order).path("status").stringValue();
    }

    JsonNode awaitStatus(String order, String status) {
        await("order " + order + " to be " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status(order), status::equals);
        return get("/orders/" + order);
    }

    /** Waits until the delivery of the order is offered, and returns the driver to whom it is offered. */
    String awaitOffer(String order, int number) {
        await("offer " + number + " for order " + order)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("/deliveries/" + order).path("offers").size() >= number);
        return get("/deliveries/" + order)
                .path("offers")
                .get(number - 1)
                .path("driverId")
                .stringValue();
    }

    int accept(String order, String driver) {
        return answer(order, "acceptance", driver);
    }

    int refuse(String order, String driver) {
        return answer(order, "refusal", driver);
    }

    private int answer(String order, String answer, String driver) {
        return send(HttpMethod.POST, "/deliveries/%s/%s".formatted(order, answer), Map.of("driverId", driver))
                .getStatusCode()
                .value();
    }

    void assertAccount(String customer, long available, long held, long captured) {
        JsonNode account = get("/accounts/" + customer);
        assertThat(List.of(
                        account.path("available").longValue(),
                        account.path("held").longValue(),
                        account.path("captured").longValue()))
                .containsExactly(available, held, captured);
    }

    void assertStock(long item, long available, long reserved, long shipped) {
        JsonNode stock = get("/stock/" + item);
        assertThat(List.of(
                        stock.path("available").longValue(),
                        stock.path("reserved").longValue(),
                        stock.path("shipped").longValue()))
                .containsExactly(available, reserved, shipped);
    }
}
