package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.Given;
import io.waybill.platform.webhook.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as their owners and their receivers see them. */
@EndToEndTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "waybill.webhooks.allow-http=true",
            "waybill.webhooks.allowed-networks=127.0.0.1",
            "waybill.factory.time-per-piece=1ms"
        })
class WebhookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    Caller operator;
    Receiver receiver;

    @BeforeEach
    void call() throws IOException {
        operator = new Caller(port);
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void a_customer_is_told_of_each_step_of_an_order_once(CapturedOutput log) throws Exception {
        String name = operator.customerWith(1_000_000);
        long item = operator.itemInStock(10_000, 1, 1);
        Caller customer = operator.as("customer", name);
        ResponseEntity<JsonNode> registered = register(customer, "/mine");
        String webhook = "/webhooks/" + registered.getBody().path("id").stringValue();
        String secret = registered.getBody().path("secret").stringValue();
        assertThat(registered.getHeaders().getLocation()).hasToString(webhook);
        assertThat(registered.getBody().path("customerId").stringValue()).isEqualTo(name);

        String order = customer.place(name, item, 2);
        operator.accept(order, operator.awaitOffer(order, 1));
        operator.awaitStatus(order, "COMPLETED");

        await().atMost(PATIENCE)
                .until(() -> types("/mine"), types -> types.contains("order.completed") && types.size() >= 5);
        assertThat(types("/mine"))
                .containsExactlyInAnyOrder(
                        "order.placed", "order.in_production", "order.in_delivery", "order.shipped", "order.completed");
        for (Receiver.Received request : receiver.received("/mine")) {
            assertThat(body(request).path("data").path("orderId").stringValue()).isEqualTo(order);
            assertThat(request.header("webhook-signature")).isEqualTo(signature(secret, request));
        }
        JsonNode deliveries =
                customer.get(webhook + "/deliveries?status=DELIVERED").path("content");
        assertThat(deliveries).hasSize(5);
        assertThat(deliveries.get(0).path("orderId").stringValue()).isEqualTo(order);
        assertThat(deliveries.get(0).path("responseStatus").intValue()).isEqualTo(204);
        assertThat(customer.get(webhook + "/deliveries?status=FAILED").path("content"))
                .isEmpty();
        assertThat(customer.get(webhook).toString() + customer.get("/webhooks") + log)
                .contains(webhook.substring("/webhooks/".length()))
                .doesNotContain(secret.substring("whsec_".length()));
    }

    @Test
    void the_end_of_an_order_is_told_with_its_reason_and_can_be_replayed() {
        String name = operator.customerWith(1);
        long item = operator.itemInStock(10_000, 1, 1);
        Caller service = operator.as("service", "");
        JsonNode registered = service.send(
                        HttpMethod.POST,
                        "/webhooks",
                        Map.of(
                                "url", receiver.url("/service"),
                                "customerId", name,
                                "events", List.of("order.rejected", "order.cancelled")))
                .getBody();
        String webhook = "/webhooks/" + registered.path("id").stringValue();

        service.place(name, item, 1);

        await().atMost(PATIENCE).until(() -> types("/service").size() == 1);
        JsonNode data = body(receiver.received("/service").getFirst()).path("data");
        assertThat(data.path("status").stringValue()).isEqualTo("REJECTED");
        assertThat(data.path("reason").stringValue()).contains("credit is insufficient");
        JsonNode delivery = service.get(webhook + "/deliveries").path("content").get(0);
        ResponseEntity<JsonNode> replayed = service.send(
                HttpMethod.POST, webhook + "/deliveries/" + delivery.path("id").stringValue() + "/replay", Map.of());
        assertThat(replayed.getStatusCode().value()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> types("/service").equals(List.of("order.rejected", "order.rejected")));
        assertThat(service.send(HttpMethod.DELETE, webhook, Map.of())
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(service.get(webhook).path("type").stringValue()).isEqualTo("urn:waybill:problem:not-found");
    }

    @Test
    void a_chat_is_told_in_a_sentence() {
        String name = operator.customerWith(1);
        long item = operator.itemInStock(10_000, 1, 1);
        Caller customer = operator.as("customer", name);
        JsonNode registered = customer.send(
                        HttpMethod.POST,
                        "/webhooks",
                        Map.of("url", receiver.url("/chat"), "events", List.of("order.rejected"), "format", "slack"))
                .getBody();
        assertThat(registered.path("format").stringValue()).isEqualTo("slack");

        String order = customer.place(name, item, 1);

        await().atMost(PATIENCE).until(() -> receiver.received("/chat").size() == 1);
        assertThat(body(receiver.received("/chat").getFirst()).path("text").stringValue())
                .startsWith(
                        "Order %s of %s was rejected: The customer's credit is insufficient".formatted(order, name));
        assertThat(customer.send(
                                HttpMethod.PUT,
                                "/webhooks/" + registered.path("id").stringValue(),
                                Map.of("url", receiver.url("/chat"), "active", true, "format", "teams"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void a_webhook_is_changed_tested_and_given_a_new_secret() {
        Caller customer = operator.as("customer", Given.aCustomer().value());
        JsonNode registered = register(customer, "/before").getBody();
        String webhook = "/webhooks/" + registered.path("id").stringValue();

        ResponseEntity<JsonNode> changed = customer.send(
                HttpMethod.PUT, webhook, Map.of("url", receiver.url("/after"), "active", true, "description", "moved"));
        ResponseEntity<JsonNode> rotated = customer.send(HttpMethod.POST, webhook + "/secret", Map.of());
        ResponseEntity<JsonNode> tested = customer.send(HttpMethod.POST, webhook + "/test", Map.of());

        assertThat(changed.getStatusCode().value()).isEqualTo(200);
        assertThat(changed.getBody().path("description").stringValue()).isEqualTo("moved");
        assertThat(changed.getBody().has("secret")).isFalse();
        assertThat(rotated.getBody().path("secret").stringValue())
                .startsWith("whsec_")
                .isNotEqualTo(registered.path("secret").stringValue());
        assertThat(tested.getStatusCode().value()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> types("/after").equals(List.of("webhook.test")));
        assertThat(receiver.received("/after").getFirst().header("webhook-signature"))
                .contains(" ");
    }

    @Test
    void nobody_reaches_a_webhook_of_somebody_else() {
        Caller customer = operator.as("customer", Given.aCustomer().value());
        String webhook =
                "/webhooks/" + register(customer, "/mine").getBody().path("id").stringValue();

        for (Caller other :
                List.of(operator, operator.as("customer", Given.aCustomer().value()))) {
            Stream.of(
                            other.send(HttpMethod.PUT, webhook, Map.of("url", receiver.url("/"), "active", true)),
                            other.send(HttpMethod.DELETE, webhook, Map.of()),
                            other.send(HttpMethod.POST, webhook + "/secret", Map.of()),
                            other.send(HttpMethod.POST, webhook + "/test", Map.of()),
                            other.send(HttpMethod.POST, webhook + "/deliveries/1/replay", Map.of()))
                    .forEach(
                            answer -> assertThat(answer.getStatusCode().value()).isEqualTo(404));
            assertThat(other.get(webhook).path("status").intValue()).isEqualTo(404);
            assertThat(other.get(webhook + "/deliveries").path("status").intValue())
                    .isEqualTo(404);
        }
        assertThat(operator.as("driver", "D-1").get("/webhooks").path("status").intValue())
                .isEqualTo(403);
        assertThat(customer.send(HttpMethod.POST, "/webhooks", Map.of("url", receiver.url("/"), "customerId", "C-1"))
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | url",
                "{\"url\":\"\"} | 400 | url",
                "{\"url\":\"http://127.0.0.2/\"} | 422 | url",
                "{\"url\":\"http://localhost.localdomain.invalid/\"} | 422 | url",
                "{\"url\":\"http://169.254.169.254/latest/meta-data\"} | 422 | url",
                "{\"url\":\"gopher://127.0.0.1/\"} | 422 | url",
                "{\"url\":\"http://a:b@127.0.0.1/\"} | 422 | url",
                "{\"url\":\"http://127.0.0.1/\",\"events\":[\"order.eaten\"]} | 400 | events[0]",
                "{\"url\":\"http://127.0.0.1/\",\"events\":[null]} | 400 | events[0]",
                "{\"url\":\"http://127.0.0.1/\",\"events\":\"order.placed\"} | 400 | events",
                "{\"url\":\"http://127.0.0.1/\",\"customerId\":\"a b\"} | 400 | customerId",
                "{\"url\":\"http://127.0.0.1/\",\"secret\":\"whsec_mine\"} | 400 | secret",
                "{\"url\":\"http://127.0.0.1/\",\"active\":false} | 400 | active",
            })
    void bad_registrations_are_refused(String body, int status, String field) {
        Caller service = operator.as("service", "refused-" + Given.aCustomer());

        ResponseEntity<JsonNode> answer = service.send(HttpMethod.POST, "/webhooks", body, MediaType.APPLICATION_JSON);

        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody().path("errors").get(0).path("field").stringValue())
                .isEqualTo(field);
    }

    private ResponseEntity<JsonNode> register(Caller caller, String path) {
        Map<String, Object> body = new HashMap<>(Map.of("url", receiver.url(path)));
        ResponseEntity<JsonNode> answer = caller.send(HttpMethod.POST, "/webhooks", body);
        assertThat(answer.getStatusCode().value()).as("%s", answer.getBody()).isEqualTo(201);
        return answer;
    }

    private List<String> types(String path) {
        return receiver.received(path).stream()
                .map(request -> body(request).path("type").stringValue())
                .toList();
    }

    private static JsonNode body(Receiver.Received request) {
        return JsonMapper.shared().readTree(request.body());
    }

    /** As a receiver computes it, without any of Waybill's code. */
    private static String signature(String secret, Receiver.Received request) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        String signed = request.header("webhook-id") + "." + request.header("webhook-timestamp") + "." + request.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
