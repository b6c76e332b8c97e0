package io.waybill.faults;

import io.waybill.embedded.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls any replica of Waybill over HTTP, as often as it takes to get a definite answer. */
final class Client {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 429);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final TokenIssuer issuer;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Integer> ports = List.of();

    Client(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status < 300;
        }
    }

    /** A caller. */
    record Who(String role, String id) {

        static final Who OPERATOR = new Who("operator", "");

        static Who customer(String id) {
            return new Who("customer", id);
        }

        static Who driver(String id) {
            return new Who("driver", id);
        }
    }

    void callAt(List<Integer> ports) {
        this.ports = ports;
    }

    /** @param key an Idempotency-Key; with one, 409 means that the call is still in progress */
    Answer persistently(Who who, String method, String path, @Nullable Object body, @Nullable String key)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String why;
            try {
                Answer answer = once(nextPort(), who, method, path, body, key);
                boolean counts = answer.status() < 500
                        && !TRY_AGAIN.contains(answer.status())
                        && !(answer.status() == 409 && key != null);
                if (counts) {
                    return answer;
                }
                why = answer.status() + " " + answer.body();
            } catch (IOException notReached) {
                why = notReached.toString();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s %s got no answer for %s: %s".formatted(method, path, PATIENCE, why));
            }
            Thread.sleep(PAUSE);
        }
    }

    JsonNode get(String path) throws InterruptedException {
        Answer answer = persistently(Who.OPERATOR, "GET", path, null, null);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("GET %s: %s".formatted(path, answer));
        }
        return answer.body();
    }

    Answer once(int port, Who who, String method, String path, @Nullable Object body, @Nullable String key)
            throws IOException, InterruptedException {
        BodyPublisher content = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token(who))
                .header("Content-Type", "application/json")
                .method(method, content);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        String text = response.body();
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text));
    }

    private String token(Who who) {
        return tokens.computeIfAbsent(who.role() + ":" + who.id(), one -> issuer.token(who.role(), who.id()));
    }

    private int nextPort() {
        List<Integer> replicas = ports;
        return replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
    }
}
