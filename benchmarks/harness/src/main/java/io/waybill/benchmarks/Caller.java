package io.waybill.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls over HTTP, with a token if one is needed. */
final class Caller {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final String token;

    /** @param token empty if none is needed */
    Caller(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** @throws IllegalStateException if the answer is not 2xx */
    String post(String path, String json) {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "POST %s%s got the answer %d: %s".formatted(base, path, answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    /** @throws IllegalStateException if the answer is not 2xx */
    String get(String path) {
        return get(path, PATIENCE);
    }

    /** @throws IllegalStateException if the answer is not 2xx, or does not come in time */
    String get(String path, Duration patience) {
        HttpResponse<String> answer = send(request(path).timeout(patience).build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("GET %s%s got the answer %d".formatted(base, path, answer.statusCode()));
        }
        return answer.body();
    }

    /** Whether there is an answer with this status. */
    boolean answers(String path, int status) {
        try {
            return send(request(path).build()).statusCode() == status;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
