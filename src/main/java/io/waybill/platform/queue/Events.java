package io.waybill.platform.queue;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.waybill.platform.outbox.OutboxTask;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events: messages that announce something to whoever wants to know. With a topic they go there, and its subscriptions
 * bring them to the queues; without one they go straight to their queues.
 */
@Component
public class Events {

    private final QueueSender queues;
    private final @Nullable EventTopic topic;
    private final JsonMapper json;
    private final CustomTask<EventMail> task = OutboxTask.repeated("publish-event", EventMail.class, this::publish);

    Events(QueueSender queues, ObjectProvider<EventTopic> topic, JsonMapper json) {
        this.queues = queues;
        this.topic = topic.getIfAvailable();
        this.json = json;
    }

    CustomTask<EventMail> task() {
        return task;
    }

    /**
     * Work that announces this event.
     *
     * @param queue of events of this type
     */
    public TaskInstance<?> mail(String queue, QueueMessage event) {
        return topic == null
                ? queues.mail(queue, event)
                : task.instance(event.id(), new EventMail(queue, event.type(), json.writeValueAsString(event)));
    }

    private Optional<Instant> publish(EventMail mail) {
        if (topic != null) {
            return topic.publish(mail);
        }
        // Stored while there was a topic, or by a replica that has one.
        queues.send(new QueueMail(mail.queue(), mail.body()));
        return Optional.empty();
    }
}
