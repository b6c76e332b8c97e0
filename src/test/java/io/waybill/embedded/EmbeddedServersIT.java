package io.waybill.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class EmbeddedServersIT {

    private static final int MESSAGES = 20;

    @Test
    void killing_the_jvm_ends_the_servers_and_loses_nothing() throws Exception {
        EmbeddedSettings settings =
                EmbeddedSettings.onFreePorts(BuildDirectory.path().resolve("embedded-kill-it"));
        FileSystemUtils.deleteRecursively(settings.data());

        KillableJvm first = KillableJvm.start(settings);
        assertThat(first.servers()).hasSize(1).allMatch(ProcessHandle::isAlive);
        insertRow(settings);
        sendMessagesAndAtOnce(first::kill, settings);

        KillableJvm second = KillableJvm.start(settings);
        try {
            assertThat(first.servers()).noneMatch(ProcessHandle::isAlive);
            assertThat(rows(settings)).isEqualTo(1);
            assertThat(messages(settings)).isEqualTo(MESSAGES);
            eachUserSeesItsOwnDatabaseOnly(settings);
        } finally {
            second.terminate();
        }
        await().atMost(20, SECONDS).until(() -> second.servers().stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void insertRow(EmbeddedSettings settings) throws SQLException {
        try (Connection connection = connect(settings, "waybill", "waybill");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO kept VALUES (1)");
        }
    }

    private static int rows(EmbeddedSettings settings) throws SQLException {
        try (Connection connection = connect(settings, "waybill", "waybill");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void eachUserSeesItsOwnDatabaseOnly(EmbeddedSettings settings) throws SQLException {
        connect(settings, "factory", "factory").close();
        assertThatThrownBy(() -> connect(settings, "waybill", "factory")).hasMessageContaining("Access denied");
        assertThatThrownBy(() -> connect(settings, "factory", "waybill")).hasMessageContaining("Access denied");
    }

    private static Connection connect(EmbeddedSettings settings, String database, String user) throws SQLException {
        String url = new MariaDbServer(settings.mariadb(), settings.data(), Progress.silent()).url(database);
        return DriverManager.getConnection(url, user, user);
    }

    private static void sendMessagesAndAtOnce(Runnable kill, EmbeddedSettings settings) {
        try (SqsAsyncClient sqs = sqs(settings)) {
            String queue = sqs.createQueue(it -> it.queueName("kept")).join().queueUrl();
            for (int i = 0; i < MESSAGES; i++) {
                sqs.sendMessage(it -> it.queueUrl(queue).messageBody("kept")).join();
            }
            kill.run();
        }
    }

    private static int messages(EmbeddedSettings settings) {
        try (SqsAsyncClient sqs = sqs(settings)) {
            String queue = sqs.getQueueUrl(it -> it.queueName("kept")).join().queueUrl();
            int received = 0;
            for (int last = 1; last > 0; received += last) {
                last = sqs.receiveMessage(
                                it -> it.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                        .join()
                        .messages()
                        .size();
            }
            return received;
        }
    }

    private static SqsAsyncClient sqs(EmbeddedSettings settings) {
        return SqsAsyncClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + settings.sqs().port()))
                .region(Region.of(SqsServer.REGION))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }
}
