package io.waybill.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MariaDB, SQS and a token issuer, on one data directory, and Zeebe's test engine if the settings enable it. */
public final class EmbeddedServers implements AutoCloseable {

    private final EmbeddedSettings settings;
    private final Progress progress;
    private final MariaDbServer mariaDb;
    private final SqsServer sqs;
    private final TokenIssuer tokens;
    private final ZeebeTestServer zeebe;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable DataDirectory data;
    private volatile CompletableFuture<Void> startOfSqs = CompletableFuture.completedFuture(null);

    EmbeddedServers(EmbeddedSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        Path data = settings.data();
        mariaDb = new MariaDbServer(settings.mariadb(), data.resolve("mariadb"), progress);
        sqs = new SqsServer(settings.sqs(), data.resolve("sqs"), progress);
        tokens = new TokenIssuer(settings.tokens(), data.resolve("tokens"), progress);
        zeebe = new ZeebeTestServer(settings.zeebe(), progress);
    }

    /**
     * Continues with the existing data.
     *
     * @throws StartRefused if the data directory or a port is in use, or a server does not start
     */
    public static EmbeddedServers start(EmbeddedSettings settings) {
        EmbeddedServers servers = new EmbeddedServers(settings, Progress.silent());
        servers.start(Start.ON_THE_DATA_THAT_IS_THERE, List.of());
        return servers;
    }

    /** Deletes the existing data first. */
    static EmbeddedServers startEmpty(EmbeddedSettings settings) {
        EmbeddedServers servers = new EmbeddedServers(settings, Progress.silent());
        servers.start(Start.EMPTY, List.of());
        return servers;
    }

    enum Start {
        ON_THE_DATA_THAT_IS_THERE,
        EMPTY
    }

    /**
     * Starts all servers and waits until they are up.
     *
     * @param further ports that Waybill itself needs
     * @throws CancellationException if {@link #close()} was called in the meantime
     */
    void start(Start start, List<Port> further) {
        startAllButSqs(start, further);
        awaitSqs();
    }

    /** The same, but SQS may still be starting: it takes some seconds of processor time, and Waybill needs it last. */
    void startAllButSqs(Start start, List<Port> further) {
        orClose(() -> {
            DataDirectory directory = DataDirectory.open(settings.data());
            data = directory;
            ServerProcess.endLeftover(directory.of("mariadb"));
            if (start == Start.EMPTY) {
                directory.wipe();
            }
            Stream.of("mariadb", "sqs", "tokens").forEach(directory::of);
            List<Port> ports = new ArrayList<>(settings.ports());
            ports.addAll(further);
            Port.requireFree(ports);
            startOfSqs = CompletableFuture.runAsync(
                    on(settings.sqsPort(), sqs::start),
                    task -> Thread.ofPlatform().daemon().name("sqs-start").start(task));
            List<Runnable> starts = new ArrayList<>(
                    List.of(on(settings.mariaDbPort(), mariaDb::start), on(settings.tokensPort(), tokens::start)));
            if (settings.zeebe().enabled()) {
                starts.add(on(settings.zeebePort(), zeebe::start));
            }
            startAll(starts);
        });
    }

    /** Waits until SQS is up. */
    void awaitSqs() {
        orClose(() -> {
            try {
                startOfSqs.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        });
    }

    private static Runnable on(Port port, Runnable start) {
        return () -> port.startOn(start);
    }

    private void orClose(Runnable start) {
        try {
            start.run();
        } catch (RuntimeException e) {
            if (closed.get()) {
                throw new CancellationException("Stopped while starting");
            }
            close();
            throw e;
        }
    }

    private static void startAll(List<Runnable> starts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Void> started = new ExecutorCompletionService<>(threads);
            starts.forEach(start -> started.submit(toCallable(start)));
            try {
                for (int i = 0; i < starts.size(); i++) {
                    started.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static Callable<Void> toCallable(Runnable start) {
        return () -> {
            start.run();
            return null;
        };
    }

    /** The properties that Waybill needs to use these servers. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", mariaDb.url("waybill"));
        properties.put("spring.datasource.username", "waybill");
        properties.put("spring.datasource.password", "waybill");
        properties.put("waybill.factory.datasource.url", mariaDb.url("factory"));
        properties.put("waybill.factory.datasource.username", "factory");
        properties.put("waybill.factory.datasource.password", "factory");
        properties.put("spring.cloud.aws.sqs.endpoint", sqs.endpoint());
        properties.put("spring.cloud.aws.region.static", SqsServer.REGION);
        properties.put("spring.cloud.aws.credentials.access-key", "embedded");
        properties.put("spring.cloud.aws.credentials.secret-key", "embedded");
        properties.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", TokenIssuer.NAME);
        properties.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", tokens.address() + "/jwks");
        properties.put("waybill.embedded.token-address", tokens.address());
        properties.put("waybill.webhooks.secret-keys", SecretKey.in(settings.data()));
        if (settings.zeebe().enabled()) {
            properties.putAll(SharedZeebe.properties(zeebe.address()));
        }
        return properties;
    }

    public MariaDbServer mariaDb() {
        return mariaDb;
    }

    public TokenIssuer tokens() {
        return tokens;
    }

    public ZeebeTestServer zeebe() {
        return zeebe;
    }

    /** The directory where all their data is. */
    public Path data() {
        return settings.data();
    }

    EmbeddedSettings settings() {
        return settings;
    }

    /** The servers that run as separate processes. */
    List<ServerProcess> processes() {
        ServerProcess database = mariaDb.process();
        return database == null ? List.of() : List.of(database);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        progress.close();
        Stream.<Runnable>of(zeebe::stop, mariaDb::stop, sqs::stop, tokens::stop)
                .parallel()
                .forEach(Runnable::run);
        DataDirectory directory = data;
        if (directory != null) {
            directory.close();
        }
    }
}
