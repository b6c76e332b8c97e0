package io.waybill.peers.shop;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The queue {@code order-events}, which tells others how orders ended. */
public class OrderEvents {

    /** As many messages as SQS takes at once. */
    public static final int BATCH = 10;

    private final SqsClient sqs;
    private volatile String url;

    OrderEvents(SqsClient sqs) {
        this.sqs = sqs;
    }

    /** Sends one message. */
    public void send(String body) {
        sqs.sendMessage(message -> message.queueUrl(url()).messageBody(body));
    }

    /**
     * Sends up to {@link #BATCH} messages, given by their keys.
     *
     * @return the keys of those that SQS took
     */
    public List<Long> sendAll(Map<Long, String> bodies) {
        List<Long> keys = List.copyOf(bodies.keySet());
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, keys.size())
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id(String.valueOf(number))
                        .messageBody(bodies.get(keys.get(number)))
                        .build())
                .toList();
        SendMessageBatchResponse answer =
                sqs.sendMessageBatch(batch -> batch.queueUrl(url()).entries(entries));
        List<String> failed =
                answer.failed().stream().map(BatchResultErrorEntry::id).toList();
        return IntStream.range(0, keys.size())
                .filter(number -> !failed.contains(String.valueOf(number)))
                .mapToObj(keys::get)
                .toList();
    }

    private String url() {
        if (url == null) {
            url = sqs.getQueueUrl(queue -> queue.queueName("order-events")).queueUrl();
        }
        return url;
    }
}
