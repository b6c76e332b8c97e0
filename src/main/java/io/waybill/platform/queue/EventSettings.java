package io.waybill.platform.queue;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.events}.
 *
 * @param topic the SNS topic to which events go, for queues to subscribe to; if not set, events go straight to their
 *     queues. An ARN, or where {@code waybill.sqs.create-queues} is on, a name: a missing topic is then created
 * @param settlingTime how long events wait after a queue's subscription or policy was changed: AWS needs up to a
 *     minute, and drops what it may not deliver yet
 */
@ConfigurationProperties("waybill.events")
record EventSettings(
        @Nullable String topic, @DefaultValue("1m") Duration settlingTime) {

    private static final Pattern TOPIC = Pattern.compile("(arn:[\\w-]+:sns:[\\w-]+:\\d+:)?[\\w-]{1,256}");

    EventSettings {
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "waybill.events.topic is '%s', but must be the name or the ARN of a standard SNS topic"
                            .formatted(topic));
        }
    }
}
