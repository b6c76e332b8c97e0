package io.waybill.platform.queue;

import java.util.Map;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Creates the queues that are missing. */
@Component
class QueueSetup {

    private final SqsAsyncClient sqs;
    private final QueueSettings settings;

    QueueSetup(SqsAsyncClient sqs, QueueSettings settings) {
        this.sqs = sqs;
        this.settings = settings;
    }

    void createMissing() {
        if (settings.createQueues()) {
            Queue.ALL.forEach(this::createIfMissing);
        }
    }

    private void createIfMissing(String queue) {
        if (exists(queue)) {
            return;
        }
        String deadLetters = sqs.createQueue(q -> q.queueName(Queue.deadLettersOf(queue)))
                .join()
                .queueUrl();
        String arn = sqs.getQueueAttributes(q -> q.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join()
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}".formatted(arn, Queue.MAX_RECEIVES);
        sqs.createQueue(q -> q.queueName(queue).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
                .join();
    }

    private boolean exists(String queue) {
        return sqs.getQueueUrl(q -> q.queueName(queue))
                .thenApply(found -> true)
                .exceptionally(missing -> {
                    if (missing.getCause() instanceof QueueDoesNotExistException) {
                        return false;
                    }
                    throw new IllegalStateException("Cannot look up the queue " + queue, missing.getCause());
                })
                .join();
    }
}
