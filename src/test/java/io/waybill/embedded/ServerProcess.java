package io.waybill.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server in a separate process that cannot outlive Waybill: next to it, a shell waits for the end of a pipe that
 * Waybill holds. The pipe ends however Waybill ends, and then the shell ends the server.
 */
final class ServerProcess {

    private static final Duration GRACE = Duration.ofSeconds(20);

    /**
     * Ctrl-C is for Waybill alone, which stops first and its servers after it; so the servers ignore INT. They ignore
     * XFSZ, too, so that a file that may not grow any more causes an error and does not kill them.
     */
    private static final String LAUNCH = """
            trap '' INT HUP XFSZ
            exec 3<&0 </dev/null
            (
              while read -r line <&3; do :; done
              kill -TERM $$
              tenths=0
              while kill -0 $$ && [ $tenths -lt %d ]; do sleep 0.1; tenths=$((tenths + 1)); done
              kill -KILL $$
            ) >/dev/null 2>&1 &
            exec 3<&-
            exec "$@"
            """.formatted(GRACE.toSeconds() * 10);

    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * @param directory of the server; the command has to contain it, so that a process of an earlier run is recognized
     * @param environment of the server, in addition to basic variables such as PATH
     */
    static ServerProcess start(Path directory, Path log, Map<String, String> environment, List<String> command) {
        List<String> full = new ArrayList<>(ownSession());
        full.addAll(List.of("sh", "-c", LAUNCH, "sh"));
        full.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(full)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        try {
            if (Files.exists(log)) {
                Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
            }
            Process process = builder.start();
            Files.writeString(
                    pidFile(directory),
                    process.pid() + " " + startOf(process.toHandle()).orElse(Instant.EPOCH));
            return new ServerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** If an earlier run was killed and its server still runs, ends that server; never any other process. */
    static void endLeftover(Path directory) {
        leftover(directory).ifPresent(server -> {
            server.destroy();
            try {
                server.onExit()
                        .orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException stillAlive) {
                server.destroyForcibly();
                server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            }
        });
    }

    private static Optional<ProcessHandle> leftover(Path directory) {
        Path file = pidFile(directory);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] written = Files.readString(file).split(" ", -1);
            Instant start = Instant.parse(written[1]);
            return ProcessHandle.of(Long.parseLong(written[0]))
                    .filter(process -> startOf(process)
                            .filter(it -> Duration.between(start, it).abs().toSeconds() < 2)
                            .isPresent())
                    .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException halfWritten) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("server.pid");
    }

    private static Path previous(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }

    /** Keeps signals to Waybill's process group from the server, if the system has the program {@code setsid}. */
    private static List<String> ownSession() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "setsid"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .limit(1)
                .toList();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Process process() {
        return process;
    }

    void stop() {
        process.destroy();
        if (!ended(GRACE)) {
            kill();
        }
    }

    void kill() {
        process.destroyForcibly();
        ended(GRACE);
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
