package io.waybill.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The servers of the embedded default on empty data: MariaDB, which flushes at every commit, in one process, and
 * ElasticMQ with the token issuer in another.
 */
final class Stack implements AutoCloseable {

    static final String BUFFER_POOL = "2G";

    /** The database user, and its password. */
    static final String USER = "benchmarks";

    private static final int FIRST_PORT = 15000;

    private final Path directory;
    private final int firstPort;
    private final Program program;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<HikariDataSource> pools = new ArrayList<>();

    private Stack(Path directory, int firstPort, Program program) {
        this.directory = directory;
        this.firstPort = firstPort;
        this.program = program;
    }

    /** @param number distinguishes the stacks of a run */
    static Stack start(Settings settings, int number) {
        Path directory = settings.data().resolve("stack-" + number);
        delete(directory);
        int port = FIRST_PORT + 20 * number;
        String prefix = "--waybill.embedded.";
        Program program = Program.start(
                "servers-" + number,
                settings.data(),
                Map.of(),
                List.of(
                        Program.java(),
                        "-Xmx512m",
                        "-XX:+UseParallelGC",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath(settings.project()),
                        "io.waybill.embedded.RunServers",
                        prefix + "data-dir=" + directory,
                        prefix + "mariadb.port=" + port,
                        prefix + "mariadb.buffer-pool=" + BUFFER_POOL,
                        prefix + "sqs.port=" + (port + 1),
                        prefix + "tokens.port=" + (port + 2)));
        Path answer = directory.resolve("servers.properties");
        program.awaitReady(() -> Files.exists(answer));
        Stack stack = new Stack(directory, port, program);
        stack.read(answer);
        stack.addUser(settings.project().resolve("target/mariadb"));
        return stack;
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path of Waybill's tests, which includes everything that Waybill itself needs. */
    static String classPath(Path project) {
        try {
            return project.resolve("target/test-classes")
                    + ":"
                    + Files.readString(project.resolve("target/benchmarks.classpath"))
                            .strip();
        } catch (IOException e) {
            throw new IllegalStateException("Waybill is not built for this: run benchmarks/run", e);
        }
    }

    private void read(Path answer) {
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(answer)) {
            read.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    }

    /** Adds a user who may create databases; MariaDB's own administrator can only connect through the socket. */
    private void addUser(Path programs) {
        Program.run(
                Map.of("LD_LIBRARY_PATH", programs.resolve("libs").toString()),
                List.of(
                        programs.resolve("bin/mariadb").toString(),
                        "--no-defaults",
                        "--skip-ssl",
                        "--user=root",
                        "--socket=" + directory.resolve("mariadb/data/mariadb.sock"),
                        "--execute=create user '%1$s'@'%%' identified by '%1$s'; grant all on *.* to '%1$s'@'%%'"
                                .formatted(USER)));
    }

    /** The properties that Waybill needs to use these servers. */
    Map<String, String> properties() {
        return Map.copyOf(properties);
    }

    /** A port for a program that uses these servers. */
    int port(int number) {
        return firstPort + 3 + number;
    }

    String sqs() {
        return "http://127.0.0.1:" + (firstPort + 1);
    }

    String url(String database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC&rewriteBatchedStatements=true"
                .formatted(firstPort, database);
    }

    /** A database, with administrator rights. */
    JdbcTemplate database(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url(name));
        pool.setUsername(USER);
        pool.setPassword(USER);
        pool.setMaximumPoolSize(2);
        pools.add(pool);
        return new JdbcTemplate(pool);
    }

    Path directory() {
        return directory;
    }

    /** The processes of MariaDB and SQS. */
    Map<String, Long> processes() {
        return Map.of("mariadb", pid("mariadb"), "sqs", program.pid());
    }

    private long pid(String server) {
        try {
            return Long.parseLong(Files.readString(directory.resolve(server).resolve("server.pid"))
                    .split(" ", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        program.close();
    }
}
