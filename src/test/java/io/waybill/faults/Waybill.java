package io.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One replica of Waybill, in a process of its own. */
final class Waybill implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final AtomicInteger LAUNCHES = new AtomicInteger();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Program program;
    private final Path directory;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final List<Path> logs = new ArrayList<>();
    private Map<String, String> settings = Map.of();
    private @Nullable Process process;
    private boolean mayBeDead = true;

    Waybill(Program program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** The logs of its processes, in the order in which they ran. */
    synchronized List<Path> logs() {
        return List.copyOf(logs);
    }

    /** Returns when it is up with these settings. If it ends during the start, it is restarted, as by a platform. */
    synchronized void up(Map<String, String> settings) {
        if (!settings.equals(this.settings)) {
            kill();
            this.settings = settings;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waybill does not start; its log is " + logs.getLast());
            }
            if (!isAlive()) {
                launch();
            }
            pause();
        }
        mayBeDead = false;
    }

    /** Starts it again with the same settings. */
    void up() {
        up(settings);
    }

    /** The settings with which it runs. */
    Map<String, String> settings() {
        return settings;
    }

    private void launch() {
        Path log = directory.resolve("waybill-%d.log".formatted(LAUNCHES.incrementAndGet()));
        List<String> command = new ArrayList<>(program.command());
        settings.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + managementPort);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            logs.add(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        if (!isAlive()) {
            return false;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/readyz".formatted(port)))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Whether it ended without being killed. */
    boolean endedByItself() {
        return !isAlive() && !mayBeDead;
    }

    /** Injects a fault, as {@link Commands} formats it. The process may die of it at any moment from now on. */
    void tell(String command) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        mayBeDead |= command.startsWith("KILL");
        try {
            running.outputWriter().write(command + "\n");
            running.outputWriter().flush();
        } catch (IOException dead) {
            // The process has ended, so there is nothing to inject.
        }
    }

    /** Sets its system clock wrong, or right again. */
    void setClockOff(Duration off) throws InterruptedException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            WrongClock.set(running.pid(), program.wrongClock(), off);
        } catch (IllegalStateException e) {
            // Another fault may have killed it at that moment; then there is no clock to set.
            if (!running.waitFor(1, TimeUnit.SECONDS)) {
                throw e;
            }
        }
    }

    /** Waits until a fault has frozen it; returns false if none did in that time. */
    boolean awaitFrozen(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            Process running = process;
            if (running != null
                    && run("ps", "-o", "state=", "-p", String.valueOf(running.pid()))
                            .startsWith("T")) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Lets it continue if it is frozen. */
    void thaw() {
        Process running = process;
        if (running != null && running.isAlive()) {
            run("kill", "-CONT", String.valueOf(running.pid()));
        }
    }

    private static String run(String... command) {
        try {
            Process program =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean awaitEnd(Duration within) throws InterruptedException {
        Process running = process;
        return running == null || running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() {
        mayBeDead = true;
        end(Process::destroyForcibly);
    }

    /** Ends it gracefully, as a platform does. */
    void stop() {
        mayBeDead = true;
        end(running -> {
            running.destroy();
            return running;
        });
    }

    private void end(UnaryOperator<Process> how) {
        Process running = process;
        if (running != null) {
            try {
                how.apply(running).waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
