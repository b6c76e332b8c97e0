package io.waybill.mutants;

import io.waybill.Given;
import io.waybill.embedded.TokenIssuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The customers, drivers and operators of the stories, over HTTP. */
final class Callers {

    private final RestClient http;
    private final RestClient management;
    private final TokenIssuer tokens;

    Callers(int port, int managementPort, TokenIssuer tokens) {
        this.tokens = tokens;
        http = client(port, tokens.token("operator", ""));
        management = client(managementPort, tokens.token("operator", ""));
    }

    private static RestClient client(int port, String token) {
        return RestClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    /** An item of which so many pieces are in stock. */
    long item(long price, long available) {
        long item = Given.anItem().value();
        require(send(HttpMethod.PUT, "/items/" + item, Map.of("name", "Thing", "price", price, "factoryId", 1)));
        require(send(HttpMethod.PUT, "/stock/" + item, Map.of("available", available)));
        return item;
    }

    String customer(long credit) {
        String customer = Given.aCustomer().value();
        require(send(HttpMethod.PUT, "/accounts/" + customer, Map.of("available", credit)));
        return customer;
    }

    String place(String customer, long item, long quantity) {
        Map<String, Object> order = Map.of(
                "customerId",
                customer,
                "lines",
                List.of(Map.of("itemId", item, "quantity", quantity)),
                "deliveryAddress",
                Map.of("street", "1 Teheran-ro", "city", "Seoul"));
        return require(send(HttpMethod.POST, "/orders", order)).path("id").stringValue();
    }

    /** Reserves a driver. Returns the key. */
    String reserve(String customer, Instant from, Instant to) {
        Map<String, Object> reservation = Map.of(
                "customerId", customer, "place", "Seoul Station", "startsAt", from.toString(), "endsAt", to.toString());
        return require(send(HttpMethod.POST, "/reservations", reservation))
                .path("id")
                .stringValue();
    }

    String race(Instant closes, int places, long fee) {
        Map<String, Object> race = Map.of(
                "name",
                "Han River Run",
                "startsAt",
                closes.plusSeconds(1).toString(),
                "closesAt",
                closes.toString(),
                "metres",
                10_000,
                "places",
                places,
                "fee",
                fee);
        return require(send("organiser", "O-1", HttpMethod.POST, "/races", race))
                .path("id")
                .stringValue();
    }

    String enter(String race, String runner) {
        return require(send(
                        "customer",
                        runner,
                        HttpMethod.POST,
                        "/races/%s/entries".formatted(race),
                        Map.of("runnerId", runner)))
                .path("id")
                .stringValue();
    }

    /** Posts something about a subject, such as its cancellation. Returns whether that was accepted. */
    boolean tell(String path, Object body) {
        return send(HttpMethod.POST, path, body).getStatusCode().is2xxSuccessful();
    }

    /** Answers the manual step of a subject. Returns false if there is none. */
    boolean answer(String process, String key, Map<String, Object> answers) {
        JsonNode open = require(
                send(HttpMethod.GET, "/manual-steps?state=OPEN&process=%s&key=%s".formatted(process, key), null));
        return !open.isEmpty()
                && tell(
                        "/manual-steps/%s/answer"
                                .formatted(open.get(0).path("id").stringValue()),
                        Map.of("answers", answers, "reason", "Called both"));
    }

    /** Ends a subject by force. */
    boolean end(String process, String key) {
        return tell("/processes/%s/%s/end".formatted(process, key), Map.of("reason", "It is stuck"));
    }

    /** What an operator is told about a subject. */
    List<String> incidents(String process, String key) {
        return require(send(HttpMethod.GET, "/incidents?process=%s&key=%s".formatted(process, key), null))
                .valueStream()
                .map(incident -> incident.path("message").stringValue(""))
                .toList();
    }

    /** What the audit finds. */
    List<JsonNode> violations() {
        return require(management.get().uri("/actuator/audit").retrieve().toEntity(String.class))
                .path("violations")
                .valueStream()
                .toList();
    }

    private static JsonNode require(ResponseEntity<String> answer) {
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new IllegalStateException("Refused: " + answer);
        }
        String body = answer.getBody();
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "{}" : body);
    }

    private ResponseEntity<String> send(HttpMethod method, String path, @Nullable Object body) {
        return send(http.method(method).uri(path), body);
    }

    private ResponseEntity<String> send(String role, String id, HttpMethod method, String path, Object body) {
        return send(
                http.method(method).uri(path).headers(headers -> headers.setBearerAuth(tokens.token(role, id))), body);
    }

    private static ResponseEntity<String> send(RestClient.RequestBodySpec call, @Nullable Object body) {
        if (body != null) {
            call.contentType(MediaType.APPLICATION_JSON)
                    .body(JsonMapper.shared().writeValueAsString(body));
        }
        return call.retrieve().toEntity(String.class);
    }
}
