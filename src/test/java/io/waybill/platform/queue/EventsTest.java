package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.awspring.cloud.sqs.operations.SendResult;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

class EventsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Something HAPPENED = new Something("order.completed", 1, "order.completed:1", Instant.EPOCH);
    private static final String BODY = JSON.writeValueAsString(HAPPENED);
    private static final EventMail MAIL = new EventMail(Queue.ORDER_EVENTS, HAPPENED.type(), BODY);

    private final SqsTemplate sqs = mock();
    private final EventTopic topic = mock();
    private final QueueSender queues = new QueueSender(sqs, JSON);

    record Something(String type, int version, String id, Instant occurredAt) implements QueueMessage {}

    @Test
    void go_straight_to_their_queue_without_a_topic() {
        TaskInstance<?> work = withoutTopic().mail(Queue.ORDER_EVENTS, HAPPENED);

        assertThat(work).isEqualTo(queues.mail(Queue.ORDER_EVENTS, HAPPENED));
        assertThat(work.getData()).isEqualTo(new QueueMail(Queue.ORDER_EVENTS, BODY));
    }

    @Test
    void go_to_the_topic_with_the_same_body_and_id() {
        TaskInstance<?> work = withTopic().mail(Queue.ORDER_EVENTS, HAPPENED);

        assertThat(work.getTaskName()).isEqualTo("publish-event");
        assertThat(work.getId()).isEqualTo(HAPPENED.id());
        assertThat(work.getData()).isEqualTo(MAIL);
    }

    @Test
    void are_published_to_the_topic_alone() {
        when(topic.publish(MAIL)).thenReturn(Optional.empty());
        work(withTopic());

        verify(topic).publish(MAIL);
        verifyNoInteractions(sqs);
    }

    @Test
    void reach_their_queue_when_the_topic_was_taken_away() {
        SendResult<String> sent = mock();
        when(sqs.sendAsync(any(String.class), any(String.class))).thenReturn(CompletableFuture.completedFuture(sent));
        work(withoutTopic());

        verify(sqs).sendAsync(Queue.ORDER_EVENTS, BODY);
    }

    private static void work(Events events) {
        ExecutionContext context = mock();
        events.task().execute(events.task().instance("1", MAIL), context);
    }

    private Events withoutTopic() {
        return new Events(queues, new StaticListableBeanFactory().getBeanProvider(EventTopic.class), JSON);
    }

    private Events withTopic() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("topic", topic);
        return new Events(queues, beans.getBeanProvider(EventTopic.class), JSON);
    }
}
