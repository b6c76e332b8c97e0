package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;

@ExtendWith(OutputCaptureExtension.class)
class EventTopicTest {

    private static final String ARN = "arn:aws:sns:eu-central-1:1:events";
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final EventMail MAIL = new EventMail("order-events", "order.completed", "{}");

    private final SnsClient sns = mock();
    private final EventSubscriptions subscriptions = mock();
    private final Clock clock = mock();
    private final EventTopic topic = new EventTopic(sns, subscriptions, ARN, clock);

    @BeforeEach
    void a_topic_with_old_subscriptions() {
        at(NOW);
        when(subscriptions.make(ARN)).thenReturn(Instant.EPOCH);
    }

    @Test
    void publishes_the_body_with_its_type() {
        topic.prepare();

        assertThat(topic.publish(MAIL)).isEmpty();
        assertThat(published().message()).isEqualTo("{}");
        assertThat(published().topicArn()).isEqualTo(ARN);
        assertThat(published().messageAttributes())
                .hasEntrySatisfying(
                        "type", type -> assertThat(type.stringValue()).isEqualTo("order.completed"));
    }

    @Test
    void publishes_nothing_before_the_queues_are_subscribed() {
        when(subscriptions.make(ARN)).thenThrow(missing()).thenReturn(Instant.EPOCH);
        topic.prepare();
        assertThat(topic.publish(MAIL)).isPresent();
        verify(sns, never()).publish(any(PublishRequest.class));

        at(NOW.plusSeconds(5));
        topic.prepare();
        assertThat(topic.publish(MAIL)).isEmpty();
    }

    @Test
    void waits_until_new_subscriptions_are_in_effect() {
        when(subscriptions.make(ARN)).thenReturn(NOW.plusSeconds(60));
        topic.prepare();

        assertThat(topic.publish(MAIL))
                .hasValueSatisfying(again -> assertThat(again).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(62)));
        at(NOW.plusSeconds(60));
        assertThat(topic.publish(MAIL)).isEmpty();
        verify(subscriptions, times(1)).make(anyString());
    }

    @Test
    void tries_a_failed_event_again_and_says_so_in_one_line(CapturedOutput output) {
        topic.prepare();
        when(sns.publish(any(PublishRequest.class))).thenThrow(missing());

        assertThat(topic.publish(MAIL))
                .hasValueSatisfying(again -> assertThat(again).isAfter(NOW));
        assertThat(topic.publish(MAIL)).as("another one, meanwhile").isPresent();
        verify(sns, times(1)).publish(any(PublishRequest.class));
        assertThat(output.getAll().lines().filter(line -> line.contains("Events cannot be published to " + ARN)))
                .singleElement()
                .asString()
                .contains("Topic does not exist");

        clearInvocations(sns);
        at(NOW.plusSeconds(30));
        topic.publish(MAIL);
        verify(sns).publish(any(PublishRequest.class));
    }

    private void at(Instant time) {
        when(clock.instant()).thenReturn(time);
    }

    private PublishRequest published() {
        ArgumentCaptor<PublishRequest> request = ArgumentCaptor.captor();
        verify(sns).publish(request.capture());
        return request.getValue();
    }

    private static NotFoundException missing() {
        return NotFoundException.builder().message("Topic does not exist").build();
    }
}
