package io.waybill.platform.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Subscribes the queues of events to the topic: each gets only its types, with the body as it was published. What the
 * topic cannot deliver goes to the queue's dead-letter queue, whose policy lets it in as well.
 */
class EventSubscriptions {

    private static final String SQS = "sqs";

    private final SnsClient sns;
    private final SqsAsyncClient sqs;
    private final QueueSettings queues;
    private final EventSettings settings;
    private final QueuePolicy policy;
    private final Clock clock;

    EventSubscriptions(
            SnsClient sns,
            SqsAsyncClient sqs,
            QueueSettings queues,
            EventSettings settings,
            QueuePolicy policy,
            Clock clock) {
        this.sns = sns;
        this.sqs = sqs;
        this.queues = queues;
        this.settings = settings;
        this.policy = policy;
        this.clock = clock;
    }

    /** Makes those that are missing, and returns from when on they are in effect. */
    Instant make(String topic) {
        Instant changed = Instant.EPOCH;
        if (queues.createQueues()) {
            for (Map.Entry<String, String> queue : Queue.EVENTS.entrySet()) {
                changed = latest(changed, make(topic, queue.getKey(), queue.getValue()));
            }
        }
        return changed.plus(settings.settlingTime());
    }

    private Instant make(String topic, String queue, String filter) {
        LetIn deadLetters = letIn(topic, Queue.deadLettersOf(queue));
        LetIn events = letIn(topic, queue);
        Map<String, String> wanted = Map.of(
                "RawMessageDelivery",
                "true",
                "FilterPolicy",
                filter,
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\"}".formatted(deadLetters.arn()));
        Instant changed = latest(deadLetters.changed(), events.changed());
        return subscribe(topic, events.arn(), wanted) ? clock.instant() : changed;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A queue that the topic may send to, and when its attributes were last changed. */
    private record LetIn(String arn, Instant changed) {}

    private LetIn letIn(String topic, String queue) {
        String url = sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
        Map<QueueAttributeName, String> about = sqs.getQueueAttributes(q -> q.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.QUEUE_ARN,
                                QueueAttributeName.POLICY,
                                QueueAttributeName.LAST_MODIFIED_TIMESTAMP))
                .join()
                .attributes();
        String arn = Objects.requireNonNull(about.get(QueueAttributeName.QUEUE_ARN));
        Optional<String> missing = policy.lettingIn(topic, arn, about.get(QueueAttributeName.POLICY));
        if (missing.isEmpty()) {
            return new LetIn(arn, seconds(about.get(QueueAttributeName.LAST_MODIFIED_TIMESTAMP)));
        }
        sqs.setQueueAttributes(q -> q.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, missing.get())))
                .join();
        return new LetIn(arn, clock.instant());
    }

    private static Instant seconds(@Nullable String sinceEpoch) {
        return sinceEpoch == null ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(sinceEpoch));
    }

    /** Whether something had to be changed. */
    private boolean subscribe(String topic, String queue, Map<String, String> wanted) {
        Optional<String> there =
                sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topic)).subscriptions().stream()
                        .filter(one ->
                                one.protocol().equals(SQS) && one.endpoint().equals(queue))
                        .map(Subscription::subscriptionArn)
                        .findFirst();
        if (there.isEmpty()) {
            sns.subscribe(request ->
                    request.topicArn(topic).protocol(SQS).endpoint(queue).attributes(wanted));
            return true;
        }
        Map<String, String> missing = new HashMap<>(wanted);
        missing.entrySet()
                .removeAll(sns.getSubscriptionAttributes(request -> request.subscriptionArn(there.get()))
                        .attributes()
                        .entrySet());
        missing.forEach((name, value) -> sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(there.get()).attributeName(name).attributeValue(value)));
        return !missing.isEmpty();
    }
}
