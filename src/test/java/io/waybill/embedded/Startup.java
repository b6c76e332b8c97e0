package io.waybill.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until a server is up, and reports why it does not start. */
final class Startup {

    private static final int LINES_SHOWN = 25;

    private Startup() {}

    static void await(String name, ServerProcess server, Path log, Duration atMost, BooleanSupplier isUp) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isUp.getAsBoolean()) {
            if (!server.isAlive()) {
                throw failed(name + " ended with status " + server.process().exitValue() + " instead of starting", log);
            }
            if (System.nanoTime() > deadline) {
                throw failed(name + " was not ready within " + atMost.toSeconds() + " seconds", log);
            }
            pause();
        }
    }

    private static StartRefused failed(String what, Path log) {
        String separator = System.lineSeparator();
        return new StartRefused(
                what + ". The end of " + log + ":" + separator + String.join(separator, lastLinesOf(log)));
    }

    private static List<String> lastLinesOf(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
        } catch (IOException e) {
            return List.of("(it cannot be read: " + e + ")");
        }
    }

    static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was starting", e);
        }
    }
}
