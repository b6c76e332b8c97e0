package io.waybill.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** PostgreSQL as Debian installs it, in a separate process, on its own directory, which is empty at first. */
final class Postgres implements AutoCloseable {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** PostgreSQL refuses to run as root. Debian's package creates this user for it. */
    private static final String ACCOUNT = "postgres";

    private final Program server;
    private final String url;
    private final HikariDataSource pool = new HikariDataSource();

    private Postgres(Program server, String url) {
        this.server = server;
        this.url = url;
    }

    static Postgres start(Stack stack) {
        Path programs = programs();
        Path data = stack.directory().resolve("postgresql");
        int port = stack.port(6);
        prepare(programs, data);
        Program server = Program.start(
                "postgresql",
                stack.directory(),
                Map.of(),
                asItsAccount(
                        programs.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "--listen_addresses=127.0.0.1",
                        "--port=" + port,
                        "--unix_socket_directories=",
                        "--fsync=on",
                        "--synchronous_commit=on",
                        "--shared_buffers=" + Stack.BUFFER_POOL + "B"));
        Postgres postgres = new Postgres(server, "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port));
        server.awaitReady(postgres::answers);
        return postgres;
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        } catch (IOException e) {
            throw new IllegalStateException(
                    "There is no PostgreSQL in %s for the peer dbos: apt-get install postgresql, or leave dbos out of --peers"
                            .formatted(VERSIONS),
                    e);
        }
    }

    /** It trusts everyone who can connect, which is this machine only. */
    private static void prepare(Path programs, Path data) {
        try {
            Files.createDirectories(data);
            if (isRoot()) {
                Files.setOwner(
                        data,
                        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run(
                Map.of(),
                asItsAccount(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + Stack.USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C"));
    }

    private static List<String> asItsAccount(String... command) {
        Stream<String> account = isRoot()
                ? Stream.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--init-groups")
                : Stream.empty();
        return Stream.concat(account, Stream.of(command)).toList();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url, Stack.USER, Stack.USER)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    long pid() {
        return server.pid();
    }

    /** Connects as its administrator. */
    JdbcTemplate database() {
        if (pool.getJdbcUrl() == null) {
            pool.setJdbcUrl(url);
            pool.setUsername(Stack.USER);
            pool.setPassword(Stack.USER);
            pool.setMaximumPoolSize(2);
        }
        return new JdbcTemplate(pool);
    }

    @Override
    public void close() {
        pool.close();
        server.close();
    }
}
