package io.waybill.embedded;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scalikejdbc.Commons2ConnectionPoolFactory$;
import scalikejdbc.ConnectionPool;

/** ElasticMQ in this JVM, with its queues and messages in an H2 file. One at a time: its store is a singleton. */
final class SqsServer {

    static final String NAME = "SQS (ElasticMQ)";
    static final String REGION = "eu-central-1";

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final EmbeddedSettings.Sqs settings;
    private final Path directory;
    private final Progress progress;
    private @Nullable Function0<Terminated> shutdown;

    SqsServer(EmbeddedSettings.Sqs settings, Path directory, Progress progress) {
        this.settings = settings;
        this.directory = directory;
        this.progress = progress;
    }

    /** Returns when the queues of earlier runs are restored. */
    void start() {
        if (!STARTED.compareAndSet(false, true)) {
            throw new IllegalStateException("This JVM already has an ElasticMQ");
        }
        progress.begin(NAME, "starting");
        int stored = storedQueues();
        pointElasticMqToStore();
        ElasticMQServerConfig config = new ElasticMQServerConfig(config());
        shutdown = new ElasticMQServer(config).start();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (servedQueues() < stored) {
            if (System.nanoTime() > deadline) {
                throw new StartRefused("ElasticMQ did not restore its queues from " + store());
            }
            Startup.pause();
        }
        progress.done(NAME);
    }

    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "node-address.host",
                        "127.0.0.1",
                        "node-address.port",
                        settings.port(),
                        "rest-sqs.bind-hostname",
                        "127.0.0.1",
                        "rest-sqs.bind-port",
                        settings.port(),
                        "aws.region",
                        REGION,
                        "messages-storage.enabled",
                        true,
                        "messages-storage.uri",
                        store()))
                .withFallback(ConfigFactory.load());
    }

    /**
     * Every message is in the file before its sender gets the answer. The store stays open until it is closed here: by
     * default it closes as soon as the JVM begins to shut down, before Waybill has ended.
     */
    private String store() {
        return "jdbc:h2:file:" + directory.resolve("queues")
                + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** ElasticMQ sets up its connections only once per JVM, to the store of the first start. */
    private void pointElasticMqToStore() {
        DB.initializeSingleton(new SqlQueuePersistenceConfig(true, "org.h2.Driver", store(), "", "", false));
        ConnectionPool.singleton(
                store(), "", "", ConnectionPool.singleton$default$4(), Commons2ConnectionPoolFactory$.MODULE$);
    }

    private int storedQueues() {
        try (Connection connection = DriverManager.getConnection(store());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS queue (name varchar unique, data blob)");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM queue")) {
                count.next();
                return count.getInt(1);
            }
        } catch (SQLException e) {
            throw new StartRefused("ElasticMQ's store cannot be opened: " + e.getMessage(), e);
        }
    }

    private int servedQueues() {
        return LocalHttp.get(settings.port(), "/?Action=ListQueues&Version=2012-11-05")
                .map(list -> list.split("<QueueUrl>", -1).length - 1)
                .orElse(-1);
    }

    String endpoint() {
        return "http://127.0.0.1:" + settings.port();
    }

    void stop() {
        Function0<Terminated> running = shutdown;
        if (running == null) {
            return;
        }
        shutdown = null;
        running.apply();
        try (Connection connection = DriverManager.getConnection(store());
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("ElasticMQ's store cannot be closed", e);
        } finally {
            STARTED.set(false);
        }
    }
}
