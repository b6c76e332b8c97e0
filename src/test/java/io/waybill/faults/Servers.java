package io.waybill.faults;

import com.zaxxer.hikari.HikariDataSource;
import io.waybill.embedded.EmbeddedServers;
import io.waybill.embedded.EmbeddedSettings;
import io.waybill.embedded.MariaDbServer;
import io.waybill.embedded.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** MariaDB, SQS and the token issuer, each behind a {@link Link}; they stay up for all runs. */
final class Servers implements AutoCloseable {

    static final List<String> QUEUES =
            List.of("production-requests", "production-results", "driver-offers", "order-events", "race-results");

    private final EmbeddedServers servers;
    private final EmbeddedSettings settings;
    private final Link mariaDbLink;
    private final Link sqsLink;
    private final SqsAsyncClient sqs;
    private final HikariDataSource waybillPool;
    private final HikariDataSource factoryPool;
    private final Path directory;

    private Servers(EmbeddedServers servers, EmbeddedSettings settings, Path directory) {
        this.directory = directory;
        this.servers = servers;
        this.settings = settings;
        mariaDbLink = new Link(settings.mariadb().port());
        sqsLink = new Link(settings.sqs().port());
        sqs = SqsAsyncClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + settings.sqs().port()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        waybillPool = database("spring.datasource");
        factoryPool = database("waybill.factory.datasource");
    }

    static Servers start(Path directory) {
        EmbeddedSettings settings = EmbeddedSettings.onFreePorts(directory);
        return new Servers(EmbeddedServers.start(settings), settings, directory);
    }

    /** The settings by which Waybill connects to them, through the links. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        servers.properties().forEach((name, value) -> properties.put(name, throughMariaDbLink(value.toString())));
        properties.put("spring.cloud.aws.sqs.endpoint", "http://127.0.0.1:" + sqsLink.port());
        return properties;
    }

    private String throughMariaDbLink(String url) {
        return url.replace(":" + settings.mariadb().port() + "/", ":" + mariaDbLink.port() + "/");
    }

    Link mariaDbLink() {
        return mariaDbLink;
    }

    Link sqsLink() {
        return sqsLink;
    }

    /** Makes all links work again. */
    void mend() {
        mariaDbLink.mend();
        sqsLink.mend();
    }

    MariaDbServer mariaDb() {
        return servers.mariaDb();
    }

    TokenIssuer tokens() {
        return servers.tokens();
    }

    /** MariaDB's process id. */
    long mariaDbProcess() {
        try {
            return Long.parseLong(
                    Files.readString(directory.resolve("mariadb/server.pid")).split(" ", 2)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size of MariaDB's largest file. Files must stay writable up to this, or MariaDB gets stuck. */
    long largestMariaDbFile() {
        try (Stream<Path> files = Files.walk(directory.resolve("mariadb/data"))) {
            return files.mapToLong(file -> file.toFile().length()).max().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SqsAsyncClient sqs() {
        return sqs;
    }

    /** Waybill's own database, bypassing the link. */
    JdbcClient waybillDatabase() {
        return JdbcClient.create(waybillPool);
    }

    JdbcClient factoryDatabase() {
        return JdbcClient.create(factoryPool);
    }

    private HikariDataSource database(String prefix) {
        Map<String, Object> properties = servers.properties();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(get(properties, prefix + ".url"));
        pool.setUsername(get(properties, prefix + ".username"));
        pool.setPassword(get(properties, prefix + ".password"));
        pool.setMaximumPoolSize(2);
        pool.setConnectionTimeout(1_000);
        return pool;
    }

    private static String get(Map<String, Object> properties, String name) {
        return Objects.requireNonNull(properties.get(name)).toString();
    }

    @Override
    public void close() {
        sqs.close();
        waybillPool.close();
        factoryPool.close();
        mariaDbLink.close();
        sqsLink.close();
        servers.close();
    }
}
