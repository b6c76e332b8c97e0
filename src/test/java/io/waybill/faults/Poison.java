package io.waybill.faults;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.json.JsonMapper;

/** Messages that nobody can handle. Each has to end up in its dead-letter queue, and to block nothing else. */
final class Poison {

    private final SqsAsyncClient sqs;
    private final String mark = "poison-" + UUID.randomUUID();

    private Poison(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    static Poison into(SqsAsyncClient sqs) {
        Poison poison = new Poison(sqs);
        poison.send("production-requests", "{\"" + poison.mark);
        poison.send("production-results", poison.mark);
        poison.send(
                "production-results",
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "type",
                                "production.finished",
                                "version",
                                1,
                                "id",
                                poison.mark,
                                "orderId",
                                UUID.randomUUID().toString(),
                                "occurredAt",
                                "2026-01-01T00:00:00Z",
                                "itemId",
                                1)));
        return poison;
    }

    private void send(String queue, String body) {
        String url = url(queue);
        sqs.sendMessage(m -> m.queueUrl(url).messageBody(body)).join();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
    }

    void awaitDeadLetters(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        Set<String> dead = new HashSet<>();
        while (dead.size() < 3) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Of 3 poison messages, only these are dead letters: " + dead);
            }
            for (String queue : List.of("production-requests-dlq", "production-results-dlq")) {
                String url = url(queue);
                for (Message message : sqs.receiveMessage(
                                m -> m.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(1))
                        .join()
                        .messages()) {
                    if (message.body().contains(mark)) {
                        dead.add(message.body());
                    }
                }
            }
        }
    }
}
