package io.waybill.e2e;

import static org.awaitility.Awaitility.await;

import io.waybill.WaybillApplication;
import io.waybill.embedded.SharedServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A replica in a separate process, which can be stopped by a signal and restarted on the same port. */
final class WaybillProcess implements AutoCloseable {

    /** After this, a job that was lost on its way to a replica is given to another one. */
    static final Duration JOB_TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final int port;
    private @Nullable Process process;

    WaybillProcess(Path log) throws IOException {
        this.log = log;
        Files.deleteIfExists(log);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Path log() {
        return log;
    }

    void launch() throws IOException {
        launch(Map.of());
    }

    /** @param other settings than those of the shared servers */
    void launch(Map<String, String> other) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                WaybillApplication.class.getName(),
                "--spring.profiles.active=sample",
                "--spring.cloud.aws.sqs.listener.poll-timeout=1s",
                "--camunda.client.worker.defaults.timeout=" + JOB_TIMEOUT,
                "--management.server.port=0",
                "--server.port=" + port));
        Map<String, Object> settings = new LinkedHashMap<>(SharedServers.get().properties());
        settings.putAll(other);
        settings.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void awaitReady() {
        await("Waybill of " + log)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(this::isReady);
    }

    /** Status and body. */
    String readiness() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/readyz".formatted(port)))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest readiness = HttpRequest.newBuilder(URI.create("http://localhost:%d/readyz".formatted(port)))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends SIGTERM, and returns whether the process ended in time. */
    boolean terminate(Duration within) throws InterruptedException {
        Process running = process;
        if (running == null) {
            return true;
        }
        running.destroy();
        return running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        http.close();
    }
}
