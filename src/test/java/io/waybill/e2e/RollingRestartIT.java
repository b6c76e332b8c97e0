package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.embedded.SharedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Two replicas are stopped by SIGTERM and restarted, one after the other, while orders come in. */
class RollingRestartIT {

    private static final int CLIENTS = 4;

    private final String token = SharedServers.get().tokens().token("operator", "");
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private String poor = "";

    @Test
    void no_client_that_retries_once_sees_an_error_and_every_order_ends() throws Exception {
        Path logs = Files.createDirectories(Path.of("target", "rolling-restart"));
        try (WaybillProcess first = new WaybillProcess(logs.resolve("first.log"));
                WaybillProcess second = new WaybillProcess(logs.resolve("second.log"))) {
            first.launch();
            second.launch();
            first.awaitReady();
            second.awaitReady();
            Caller waybill = new Caller(first.port());
            poor = waybill.customerWith(0);
            String order = Caller.json(Caller.order(poor, waybill.itemInStock(1, 1, 1), 1));
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                List<Integer> ports =
                        i % 2 == 0 ? List.of(first.port(), second.port()) : List.of(second.port(), first.port());
                clients.add(Thread.ofVirtual().start(() -> placeUntilOver(ports, order)));
            }
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(failed).isEmpty();
                assertThat(accepted).hasSizeGreaterThan(10);
            });

            restart(first, second);
            restart(second, first);
            over = true;
            for (Thread client : clients) {
                client.join();
            }

            assertThat(failed).isEmpty();
            assertThat(accepted).hasSizeGreaterThan(50).doesNotHaveDuplicates();
            awaitEnd(List.copyOf(accepted), second);
            Caller other = new Caller(second.port());
            assertThat(accepted).allMatch(id -> other.status(id).equals("REJECTED"));
            for (WaybillProcess replica : List.of(first, second)) {
                assertThat(errors(replica)).isEmpty();
            }
        }
    }

    /**
     * Without errors from messages about unknown orders, which other tests leave on the queues, and without one of the
     * engine's own: if two replicas start a process by the same timer, the loser finds the timer gone and says so.
     */
    private static List<String> errors(WaybillProcess replica) throws IOException {
        List<String> lines = Files.readAllLines(replica.log());
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(" ERROR ")
                        && !lines.get(at).contains("Error processing message")
                        && lines.subList(at, Math.min(lines.size(), at + 4)).stream()
                                .noneMatch(line -> line.contains("\"failedJob\" is null")))
                .mapToObj(lines::get)
                .toList();
    }

    private void restart(WaybillProcess replica, WaybillProcess other) throws Exception {
        assertThat(replica.terminate(Duration.ofSeconds(30))).isTrue();
        awaitEnd(List.copyOf(accepted), other);
        replica.launch();
        replica.awaitReady();
    }

    /**
     * A replica that stops hands back its jobs. But a job that the engine sends into a stream just as it closes is lost
     * on the way, and handed out again after its time-out.
     */
    private void awaitEnd(List<String> orders, WaybillProcess replica) {
        Caller waybill = new Caller(replica.port());
        await().atMost(WaybillProcess.JOB_TIMEOUT.plusSeconds(20))
                .untilAsserted(() -> assertThat(waybill.get("/orders?status=PLACED&size=100&customerId=" + poor)
                                .required("content")
                                .valueStream()
                                .filter(order ->
                                        orders.contains(order.path("id").stringValue())))
                        .isEmpty());
    }

    private void placeUntilOver(List<Integer> ports, String order) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!over) {
                place(http, ports, order);
                Thread.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place(HttpClient http, List<Integer> ports, String order) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        List<String> tries = new ArrayList<>();
        for (int port : ports) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:%d/orders".formatted(port)))
                                .timeout(Duration.ofSeconds(10))
                                .headers(
                                        "Authorization",
                                        "Bearer " + token,
                                        "Content-Type",
                                        "application/json",
                                        "Idempotency-Key",
                                        key)
                                .POST(BodyPublishers.ofString(order))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 202) {
                    accepted.add(JsonMapper.shared()
                            .readTree(answer.body())
                            .path("id")
                            .stringValue());
                    return;
                }
                tries.add(answer.statusCode() + " " + answer.body());
            } catch (IOException e) {
                tries.add(e.toString());
            }
        }
        failed.add(String.join(", then ", tries));
    }
}
