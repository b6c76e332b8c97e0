package io.waybill.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Zeebe broker with its gateway, of the distribution that Maven unpacked. */
public final class ZeebeBroker {

    static final String NAME = "Zeebe";

    private final EmbeddedSettings.Zeebe settings;
    private final Path directory;
    private final Map<String, String> further;
    private final Progress progress;
    private @Nullable ServerProcess process;

    ZeebeBroker(EmbeddedSettings.Zeebe settings, Path directory, Progress progress) {
        this(settings, directory, Map.of(), progress);
    }

    /** @param further what it has to know of its cluster, or of where its records are to go, as environment variables */
    ZeebeBroker(EmbeddedSettings.Zeebe settings, Path directory, Map<String, String> further, Progress progress) {
        this.settings = settings;
        this.directory = directory;
        this.further = further;
        this.progress = progress;
    }

    /** Returns when the broker takes commands. */
    public void start() {
        progress.begin(NAME, "starting");
        Path home = BuildDirectory.zeebe();
        copyLogConfiguration();
        ServerProcess started = ServerProcess.start(directory, log(), environment(), command(home));
        process = started;
        Startup.await(NAME, started, log(), Duration.ofMinutes(3), this::isUp);
        progress.done(NAME);
    }

    private List<String> command(Path home) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dapp.home=" + directory));
        command.addAll(List.of(settings.jvmOptions().split(" ", -1)));
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + directory.resolve("log4j2.xml"),
                "-Dfile.encoding=UTF-8",
                "-cp",
                home.resolve("config") + ":" + home.resolve("lib") + "/*",
                "io.camunda.application.StandaloneBroker"));
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(further);
        environment.putAll(Map.ofEntries(
                Map.entry(
                        "ZEEBE_BROKER_DATA_DIRECTORY", directory.resolve("data").toString()),
                Map.entry("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", String.valueOf(settings.partitions())),
                Map.entry("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1"),
                Map.entry("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", String.valueOf(settings.commandPort())),
                Map.entry("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", String.valueOf(settings.internalPort())),
                Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1"),
                Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", String.valueOf(settings.gatewayPort())),
                // What the gateway asked while its broker was starting may be lost, and all that it asks after it waits
                // behind that; by default for 15 s.
                Map.entry("ZEEBE_BROKER_GATEWAY_CLUSTER_REQUESTTIMEOUT", "5s"),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", String.valueOf(settings.restPort())),
                Map.entry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("MANAGEMENT_SERVER_PORT", String.valueOf(settings.managementPort()))));
        return environment;
    }

    private void copyLogConfiguration() {
        try (InputStream configuration =
                Objects.requireNonNull(ZeebeBroker.class.getResourceAsStream("broker-log4j2.xml"))) {
            Files.copy(configuration, directory.resolve("log4j2.xml"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUp() {
        return LocalHttp.get(settings.managementPort(), "/actuator/health/readiness")
                        .isPresent()
                && LocalHttp.get(settings.restPort(), "/v2/topology")
                        .filter(topology -> topology.contains("\"leader\""))
                        .isPresent();
    }

    String gatewayAddress() {
        return "127.0.0.1:" + settings.gatewayPort();
    }

    String grpcAddress() {
        return "http://127.0.0.1:" + settings.gatewayPort();
    }

    String restAddress() {
        return "http://127.0.0.1:" + settings.restPort();
    }

    Path log() {
        return directory.resolve("broker.log");
    }

    @Nullable
    ServerProcess process() {
        return process;
    }

    /** Ends the broker as a crash does. */
    public void kill() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
        }
    }

    void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop();
        }
    }
}
