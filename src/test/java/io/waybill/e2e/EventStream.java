package io.waybill.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that follows an order and records each line as it arrives. */
final class EventStream {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final int status;
    private final CompletableFuture<Void> end;

    private EventStream(HttpResponse<Stream<String>> response) {
        status = response.statusCode();
        end = CompletableFuture.runAsync(() -> {
            try (Stream<String> body = response.body()) {
                body.forEach(lines::add);
            }
        });
    }

    static EventStream of(Caller caller, String order, @Nullable String lastEventId) {
        return at(caller, "/orders/%s/events".formatted(order), lastEventId);
    }

    static EventStream at(Caller caller, String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:%d%s".formatted(caller.port(), path)))
                .header("Authorization", "Bearer " + caller.token())
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return status;
    }

    boolean isOver() {
        return end.isDone();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> ids() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** The entries received so far. */
    List<JsonNode> entries() {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("data: ")) {
                entries.add(JsonMapper.shared().readTree(line.substring(6)));
            }
        }
        return entries;
    }
}
