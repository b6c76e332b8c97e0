package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenSearch, where the broker and Operate keep what Operate shows. Maven fetches it in the profile operate. */
final class OpenSearch {

    static final String NAME = "OpenSearch";
    static final String CLUSTER = "waybill";

    private final int port;
    private final Path directory;
    private final Progress progress;
    private @Nullable ServerProcess process;

    OpenSearch(int port, Path directory, Progress progress) {
        this.port = port;
        this.directory = directory;
        this.progress = progress;
    }

    /** Returns when it takes and finds documents. */
    void start() {
        progress.begin(NAME, "starting");
        Path log = directory.resolve("opensearch.log");
        ServerProcess started = ServerProcess.start(directory, log, Map.of(), command());
        process = started;
        Startup.await(
                NAME,
                started,
                log,
                Duration.ofMinutes(3),
                () -> LocalHttp.get(port, "/_cluster/health?wait_for_status=yellow&timeout=1s")
                        .isPresent());
        progress.done(NAME);
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dapp.home=" + directory,
                "-Xms512m",
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                BuildDirectory.path()
                        .resolveSibling("src/test/operate/RunOpenSearch.java")
                        .toString(),
                directory.resolve("node").toString(),
                String.valueOf(port),
                CLUSTER);
    }

    private static String classPath() {
        Path file = BuildDirectory.path().resolve("opensearch.classpath");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Files.exists(file)
                    ? new UncheckedIOException(e)
                    : new StartRefused("OpenSearch, which Operate needs, was not fetched; start with the profile:"
                            + " mvn spring-boot:test-run -Poperate");
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Nullable
    ServerProcess process() {
        return process;
    }

    void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop();
        }
    }
}
