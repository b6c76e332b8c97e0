package io.waybill.mutants;

import io.waybill.Given;
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

    /** @param token an operator's */
    Callers(int port, int managementPort, String token) {
        http = client(port, token);
        management = client(managementPort, token);
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

    boolean cancel(String order) {
        return isAllowed("/orders/%s/cancellation".formatted(order), Map.of());
    }

    boolean accept(String order, String driver) {
        return isAllowed("/deliveries/%s/acceptance".formatted(order), Map.of("driverId", driver));
    }

    boolean refuse(String order, String driver) {
        return isAllowed("/deliveries/%s/refusal".formatted(order), Map.of("driverId", driver));
    }

    /** Ends an order by force. */
    boolean end(String order) {
        return isAllowed("/orders/%s/end".formatted(order), Map.of("reason", "It is stuck"));
    }

    /** What an operator is told about an order. */
    List<String> incidents(String order) {
        return require(send(HttpMethod.GET, "/orders/%s/incidents".formatted(order), null))
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

    private boolean isAllowed(String path, Object body) {
        return send(HttpMethod.POST, path, body).getStatusCode().is2xxSuccessful();
    }

    private static JsonNode require(ResponseEntity<String> answer) {
        if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new IllegalStateException("Refused: " + answer);
        }
        String body = answer.getBody();
        return JsonMapper.shared().readTree(body == null || body.isEmpty() ? "{}" : body);
    }

    private ResponseEntity<String> send(HttpMethod method, String path, @Nullable Object body) {
        RestClient.RequestBodySpec call = http.method(method).uri(path);
        if (body != null) {
            call.contentType(MediaType.APPLICATION_JSON)
                    .body(JsonMapper.shared().writeValueAsString(body));
        }
        return call.retrieve().toEntity(String.class);
    }
}
