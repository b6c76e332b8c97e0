package io.waybill.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Camunda Operate, of the same distribution as the broker, on an OpenSearch of its own. */
final class Operate {

    static final String NAME = "Operate";

    private final EmbeddedSettings.Operate settings;
    private final Path directory;
    private final Progress progress;
    private final OpenSearch search;
    private @Nullable ServerProcess process;

    /** @param search where it keeps what it shows */
    Operate(EmbeddedSettings.Operate settings, Path directory, OpenSearch search, Progress progress) {
        this.settings = settings;
        this.directory = directory;
        this.search = search;
        this.progress = progress;
    }

    /** What the broker has to be given so that Operate sees what it does. */
    static Map<String, String> exporter(OpenSearch search) {
        String exporter = "ZEEBE_BROKER_EXPORTERS_OPENSEARCH_";
        return Map.of(
                exporter + "CLASSNAME", "io.camunda.zeebe.exporter.opensearch.OpensearchExporter",
                exporter + "ARGS_URL", search.address(),
                exporter + "ARGS_BULK_DELAY", "1");
    }

    /** Returns when people can log in; the broker has to be up. */
    void start(String gateway) {
        progress.begin(NAME, "starting");
        Path log = directory.resolve("operate.log");
        ServerProcess started = ServerProcess.start(directory, log, environment(gateway), command());
        process = started;
        Startup.await(
                NAME,
                started,
                log,
                Duration.ofMinutes(3),
                () -> LocalHttp.get(settings.managementPort(), "/actuator/health/readiness")
                        .isPresent());
        progress.done(NAME);
    }

    private List<String> command() {
        Path home = BuildDirectory.zeebe();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dapp.home=" + directory,
                "-Xms256m",
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-cp",
                home.resolve("config") + ":" + home.resolve("lib") + "/*",
                "io.camunda.application.StandaloneOperate");
    }

    private Map<String, String> environment(String gateway) {
        return Map.ofEntries(
                Map.entry("CAMUNDA_DATABASE_TYPE", "opensearch"),
                Map.entry("CAMUNDA_DATABASE_URL", search.address()),
                Map.entry("CAMUNDA_DATABASE_CLUSTERNAME", OpenSearch.CLUSTER),
                Map.entry("CAMUNDA_OPERATE_DATABASE", "opensearch"),
                Map.entry("CAMUNDA_OPERATE_OPENSEARCH_URL", search.address()),
                Map.entry("CAMUNDA_OPERATE_OPENSEARCH_CLUSTERNAME", OpenSearch.CLUSTER),
                Map.entry("CAMUNDA_OPERATE_ZEEBEOPENSEARCH_URL", search.address()),
                Map.entry("CAMUNDA_OPERATE_ZEEBEOPENSEARCH_CLUSTERNAME", OpenSearch.CLUSTER),
                Map.entry("CAMUNDA_OPERATE_ZEEBE_GATEWAYADDRESS", gateway),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", String.valueOf(settings.port())),
                Map.entry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("MANAGEMENT_SERVER_PORT", String.valueOf(settings.managementPort())));
    }

    String address() {
        return "http://localhost:" + settings.port();
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
