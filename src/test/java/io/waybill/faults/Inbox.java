package io.waybill.faults;

import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a queue in place of another system: each message is deleted at once and handled on a thread of its own. */
final class Inbox implements AutoCloseable {

    private final SqsAsyncClient sqs;
    private final String url;
    private final Consumer<JsonNode> reader;
    private final Thread thread;
    private volatile boolean closed;

    Inbox(SqsAsyncClient sqs, String queue, Consumer<JsonNode> reader) {
        this.sqs = sqs;
        this.url = sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
        this.reader = reader;
        thread = Thread.ofPlatform().daemon().name("inbox-" + queue).start(this::read);
    }

    private void read() {
        while (!closed) {
            for (Message message : sqs.receiveMessage(
                            q -> q.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .join()
                    .messages()) {
                JsonNode body = JsonMapper.shared().readTree(message.body());
                Thread.ofVirtual().start(() -> reader.accept(body));
                sqs.deleteMessage(q -> q.queueUrl(url).receiptHandle(message.receiptHandle()))
                        .join();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
