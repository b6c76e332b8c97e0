package io.waybill.benchmarks;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays all drivers: takes offers from the queue, ten at a time, and immediately accepts each over REST. */
final class Drivers implements AutoCloseable {

    private static final int THREADS = 4;
    private static final JsonMapper JSON = new JsonMapper();

    private final Issuer issuer;
    private final String waybill;
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final SqsClient sqs;
    private volatile boolean over;

    Drivers(Stack stack, Issuer issuer, String waybill) {
        this.issuer = issuer;
        this.waybill = waybill;
        sqs = SqsClient.builder()
                .endpointOverride(URI.create(stack.sqs()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        String queue =
                sqs.getQueueUrl(request -> request.queueName("driver-offers")).queueUrl();
        for (int i = 0; i < THREADS; i++) {
            threads.submit(() -> drive(queue));
        }
    }

    private void drive(String queue) {
        while (!over) {
            try {
                var messages = sqs.receiveMessage(request ->
                                request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                        .messages();
                if (!messages.isEmpty()) {
                    messages.forEach(this::accept);
                    sqs.deleteMessageBatch(request -> request.queueUrl(queue)
                            .entries(messages.stream().map(Drivers::done).toList()));
                }
            } catch (AbortedException stopped) {
                return;
            } catch (SdkException | IllegalStateException comesAgain) {
                Waiting.milliseconds(100);
            }
        }
    }

    private static DeleteMessageBatchRequestEntry done(Message message) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build();
    }

    private void accept(Message message) {
        JsonNode offer = JSON.readTree(message.body());
        String driver = offer.path("driverId").stringValue();
        callers.computeIfAbsent(driver, this::caller)
                .post(
                        "/deliveries/" + offer.path("deliveryId").stringValue() + "/acceptance",
                        "{\"driverId\":\"" + driver + "\"}");
    }

    private Caller caller(String driver) {
        return new Caller(waybill, issuer.driverToken(driver));
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        sqs.close();
    }
}
