package io.waybill.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MariaDB, with one database and user for Waybill and one for the factory. */
public final class MariaDbServer {

    static final String NAME = "MariaDB";

    /** Run at every start. The server requires one statement per line. */
    private static final String SETUP = """
            CREATE DATABASE IF NOT EXISTS waybill CHARACTER SET utf8mb4;
            CREATE USER IF NOT EXISTS 'waybill'@'%' IDENTIFIED BY 'waybill';
            GRANT ALL ON waybill.* TO 'waybill'@'%';
            CREATE DATABASE IF NOT EXISTS factory CHARACTER SET utf8mb4;
            CREATE USER IF NOT EXISTS 'factory'@'%' IDENTIFIED BY 'factory';
            GRANT ALL ON factory.* TO 'factory'@'%';
            DROP DATABASE IF EXISTS test;
            DELETE FROM mysql.global_priv WHERE User = '';
            DELETE FROM mysql.db WHERE User IN ('', 'PUBLIC');
            FLUSH PRIVILEGES;
            """;

    private final EmbeddedSettings.MariaDb settings;
    private final Path directory;
    private final Progress progress;
    private @Nullable ServerProcess process;

    MariaDbServer(EmbeddedSettings.MariaDb settings, Path directory, Progress progress) {
        this.settings = settings;
        this.directory = directory;
        this.progress = progress;
    }

    /** Returns when the server accepts connections. */
    public void start() {
        Path programs = MariaDbPrograms.path();
        Path data = directory.resolve("data");
        if (!Files.exists(data)) {
            progress.begin(NAME, "setting up its data (only the first time)");
            MariaDbPrograms.install(data);
        }
        progress.begin(NAME, "starting");
        write("setup.sql", SETUP);
        Path log = log();
        ServerProcess started = ServerProcess.start(directory, log, environment(programs), command(programs, data));
        process = started;
        Startup.await(NAME, started, log, Duration.ofSeconds(90), this::isUp);
        progress.done(NAME);
    }

    private List<String> command(Path programs, Path data) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--tmpdir=" + tmp(),
                // Relative to the data directory: the path of a socket may have at most 107 characters.
                "--socket=mariadb.sock",
                "--bind-address=127.0.0.1",
                "--port=" + settings.port(),
                "--init-file=" + directory.resolve("setup.sql"),
                "--skip-name-resolve",
                // Otherwise every start creates a key pair, which takes many seconds of processor time.
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=" + settings.bufferPool(),
                "--max-allowed-packet=64M",
                "--max-connections=300"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private static Map<String, String> environment(Path programs) {
        return Map.of("LD_LIBRARY_PATH", programs.resolve("libs").toString());
    }

    private Path tmp() {
        try {
            return Files.createDirectories(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String content) {
        try {
            Files.writeString(directory.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUp() {
        try (Connection connection = DriverManager.getConnection(url("waybill"), "waybill", "waybill")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    String url(String database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC"
                .formatted(settings.port(), database);
    }

    Path log() {
        return directory.resolve("mariadb.log");
    }

    @Nullable
    ServerProcess process() {
        return process;
    }

    /** Ends the server as a crash would. */
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
