package io.waybill.platform.queue;

import io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration;
import io.awspring.cloud.autoconfigure.sns.SnsClientCustomizer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** SNS, only where events go to a topic. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("waybill.events.topic")
@Import(SnsAutoConfiguration.class)
class TopicConfiguration {

    /** While SNS does not answer, there is other work to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    SnsClientCustomizer topicClient() {
        return client -> client.overrideConfiguration(
                client.overrideConfiguration().copy(calls -> calls.apiCallTimeout(PATIENCE)));
    }

    @Bean
    EventTopic eventTopic(
            SnsClient sns,
            SqsAsyncClient sqs,
            QueueSettings queues,
            EventSettings settings,
            QueuePolicy policy,
            Clock clock) {
        String topic = Objects.requireNonNull(settings.topic());
        if (!queues.createQueues() && !topic.startsWith("arn:")) {
            throw new IllegalStateException(
                    "waybill.events.topic is '%s', but must be an ARN where waybill.sqs.create-queues is off"
                            .formatted(topic));
        }
        return new EventTopic(sns, new EventSubscriptions(sns, sqs, queues, settings, policy, clock), topic, clock);
    }
}
