package io.waybill.platform.queue;

import io.waybill.platform.outage.Backoff;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * The SNS topic. Nothing is published before the queues are subscribed, because SNS keeps nothing for later; until
 * then, and while SNS does not take events, they wait in the outbox.
 */
class EventTopic {

    /** The message attribute that subscriptions filter by. */
    static final String TYPE = "type";

    private static final Logger log = LoggerFactory.getLogger(EventTopic.class);
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final SnsClient sns;
    private final EventSubscriptions subscriptions;
    private final String topic;
    private final Clock clock;
    private final Outage outage;
    private volatile @Nullable String arn;
    private volatile Instant notBefore = Instant.MIN;

    /** @param topic its ARN, or the name of one that may have to be created */
    EventTopic(SnsClient sns, EventSubscriptions subscriptions, String topic, Clock clock) {
        this.sns = sns;
        this.subscriptions = subscriptions;
        this.topic = topic;
        this.clock = clock;
        outage = new Outage("Events cannot be published to %s and are retried".formatted(topic), log, clock);
    }

    /** Looks the topic up and subscribes the queues, until that has succeeded once. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void prepare() {
        if (arn != null || isWaiting()) {
            return;
        }
        try {
            String found = topic.startsWith("arn:")
                    ? topic
                    : sns.createTopic(request -> request.name(topic)).topicArn();
            notBefore = subscriptions.make(found);
            arn = found;
            log.info("Events are published to {}", found);
        } catch (RuntimeException e) {
            waitAfter(e);
        }
    }

    /** Publishes this event, or returns when to try again. */
    Optional<Instant> publish(EventMail event) {
        String to = arn;
        if (to == null || isWaiting()) {
            return Optional.of(later());
        }
        MessageAttributeValue type = MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(event.type())
                .build();
        PublishRequest request = PublishRequest.builder()
                .topicArn(to)
                .message(event.body())
                .messageAttributes(Map.of(TYPE, type))
                .build();
        try {
            sns.publish(request);
            outage.over();
            return Optional.empty();
        } catch (SdkException e) {
            waitAfter(e);
            return Optional.of(later());
        }
    }

    private boolean isWaiting() {
        return clock.instant().isBefore(notBefore);
    }

    private void waitAfter(RuntimeException failure) {
        notBefore = clock.instant().plus(outage.waitAfter(NestedExceptionUtils.getMostSpecificCause(failure)));
    }

    private Instant later() {
        Instant now = clock.instant();
        return (now.isBefore(notBefore) ? notBefore : now).plus(Backoff.spread(SHORTLY));
    }
}
