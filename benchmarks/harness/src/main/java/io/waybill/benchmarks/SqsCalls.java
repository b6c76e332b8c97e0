package io.waybill.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy between Waybill and SQS that forwards and counts calls. Too slow for measuring speed. */
final class SqsCalls implements AutoCloseable {

    private static final List<String> HANDED_ON =
            List.of("Content-Type", "X-Amz-Target", "Authorization", "X-Amz-Date");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Double> calls = new ConcurrentHashMap<>();
    private final String sqs;
    private final HttpServer server;

    private SqsCalls(String sqs, HttpServer server) {
        this.sqs = sqs;
        this.server = server;
    }

    static SqsCalls before(String sqs) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SqsCalls calls = new SqsCalls(sqs, server);
            server.createContext("/", calls::handOn);
            server.setExecutor(calls.threads);
            server.start();
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each operation, such as {@code SendMessage}, has been called so far. */
    Map<String, Double> byOperation() {
        return new TreeMap<>(calls);
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                calls.merge(target.substring(target.indexOf('.') + 1), 1.0, Double::sum);
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sqs + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            HANDED_ON.forEach(name -> {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            });
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
