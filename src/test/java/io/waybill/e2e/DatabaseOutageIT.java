package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.embedded.SharedServers;
import io.waybill.platform.queue.Queue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import tools.jackson.databind.JsonNode;

/** The database goes down for a while and comes back. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.factory.time-per-piece=3s",
            // Drivers are offered some orders before the outage, and answer after it.
            "waybill.process.driver-answer-timeout=3m"
        })
class DatabaseOutageIT {

    /** Half a second on an idle machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    SqsAsyncClient sqs;

    /** The answer and how long it took. */
    private record Timed(ResponseEntity<JsonNode> answer, Duration took) {}

    @Test
    void calls_are_refused_at_once_and_orders_go_on_when_it_is_back() throws Exception {
        Caller waybill = new Caller(port);
        String customer = waybill.customerWith(1_000_000);
        long item = waybill.itemInStock(10_000, 1, 10);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            orders.add(waybill.place(customer, item, 1));
        }
        // An item of its own: otherwise it is uncertain which order gets the last pieces.
        String producing = waybill.place(customer, waybill.itemInStock(10_000, 1, 1), 2);
        orders.add(producing);
        waybill.awaitStatus(producing, "IN_PRODUCTION");

        SharedServers.get().mariaDb().kill();
        try {
            List<Timed> refused = new ArrayList<>();
            refused.add(timed(() -> waybill.send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1))));
            refused.add(timed(() -> waybill.with("Idempotency-Key", "k")
                    .send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1))));
            refused.add(timed(() -> waybill.send(
                    HttpMethod.POST, "/orders/batch", Map.of("orders", List.of(Caller.order(customer, item, 1))))));
            refused.add(
                    timed(() -> waybill.send(HttpMethod.GET, "/accounts/" + customer, "", MediaType.APPLICATION_JSON)));
            refused.add(timed(() -> waybill.send(HttpMethod.POST, "/orders/" + producing + "/cancellation", Map.of())));
            refused.addAll(atOnce(Collections.nCopies(
                    100,
                    () -> timed(() -> waybill.send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1))))));
            assertThat(refused).allSatisfy(one -> {
                assertThat(one.answer().getStatusCode().value()).isEqualTo(503);
                assertThat(one.answer().getHeaders().getFirst("Retry-After")).isIn("1", "5");
                assertThat(one.answer().getBody().path("type").stringValue())
                        .isEqualTo("urn:waybill:problem:unavailable");
            });
            assertThat(refused.subList(0, 5))
                    .allSatisfy(one -> assertThat(one.took()).isLessThan(AT_ONCE));
            assertThat(line(waybill, customer, item)).contains("\"status\":503");
            assertHealth(503);
            // Until after the factories have answered.
            await().during(Duration.ofSeconds(6)).atMost(Duration.ofSeconds(8)).until(() -> livez() == 200);
        } finally {
            SharedServers.get().mariaDb().start();
        }

        await().atMost(Duration.ofSeconds(15))
                .until(() -> waybill.send(HttpMethod.POST, "/orders", Caller.order(customer, item, 1))
                                .getStatusCode()
                                .value()
                        == 202);
        assertHealth(200);
        for (String order : orders) {
            assertThat(waybill.accept(order, waybill.awaitOffer(order, 1))).isEqualTo(200);
        }
        for (String order : orders) {
            waybill.awaitStatus(order, "COMPLETED");
        }
        for (String queue : List.of(Queue.PRODUCTION_REQUESTS, Queue.PRODUCTION_RESULTS)) {
            assertThat(deadLetters(queue, customer)).isZero();
        }
    }

    private static Timed timed(Callable<ResponseEntity<JsonNode>> call) throws Exception {
        long begin = System.nanoTime();
        ResponseEntity<JsonNode> answer = call.call();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static String line(Caller waybill, String customer, long item) {
        return waybill.sendRaw(
                "/orders/batch", Caller.json(Caller.order(customer, item, 1)) + "\n", MediaType.APPLICATION_NDJSON);
    }

    private void assertHealth(int readiness) throws Exception {
        assertThat(livez()).isEqualTo(200);
        assertThat(get(managementPort, "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        long begin = System.nanoTime();
        assertThat(get(port, "/readyz").statusCode()).isEqualTo(readiness);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
        assertThat(get(managementPort, "/actuator/health/readiness").statusCode())
                .isEqualTo(readiness);
    }

    private int livez() throws Exception {
        return get(port, "/livez").statusCode();
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private long deadLetters(String queue, String of) {
        String url = sqs.getQueueUrl(q -> q.queueName(queue + "-dlq")).join().queueUrl();
        return sqs
                .receiveMessage(m -> m.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .join()
                .messages()
                .stream()
                .filter(message -> message.body().contains(of))
                .count();
    }
}
