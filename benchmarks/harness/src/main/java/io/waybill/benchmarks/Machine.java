package io.waybill.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine and the settings of the measurement. */
final class Machine {

    private Machine() {}

    static Map<String, Object> describe(Settings settings) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("processors", Runtime.getRuntime().availableProcessors());
        about.put("processor", line("/proc/cpuinfo", "model name"));
        about.put("memory", line("/proc/meminfo", "MemTotal"));
        about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        about.put("java", System.getProperty("java.runtime.version"));
        about.put("commit", commit(settings.project()));
        about.put("rounds", settings.rounds());
        about.put("seconds of a turn", settings.roundTime().toSeconds());
        about.put("warm-up orders", settings.warmUp());
        about.put("orders in flight", settings.inFlight());
        about.put(
                "Java of Waybill and of each peer",
                String.join(" ", settings.own().java()));
        about.put("MariaDB", "innodb_flush_log_at_trx_commit=1, innodb_buffer_pool_size=" + Stack.BUFFER_POOL);
        about.put("PostgreSQL", "fsync=on, synchronous_commit=on, shared_buffers=" + Stack.BUFFER_POOL + "B");
        return about;
    }

    private static String line(String file, String beginning) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(beginning))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String commit(Path project) {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD")
                    .directory(project.toFile())
                    .start();
            return new String(git.getInputStream().readAllBytes()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
