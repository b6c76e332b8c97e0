package io.waybill.core.queue;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.waybill.core.outbox.OutboxTask;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns messages into work for an outbox, and does that work. */
@Component
public class QueueSender {

    private final SqsTemplate sqs;
    private final JsonMapper json;
    private final OneTimeTask<QueueMail> task = OutboxTask.of("send-to-queue", QueueMail.class, this::send);

    QueueSender(SqsTemplate sqs, JsonMapper json) {
        this.sqs = sqs;
        this.json = json;
    }

    OneTimeTask<QueueMail> task() {
        return task;
    }

    /** One piece of work: this message to that queue. */
    public TaskInstance<QueueMail> mail(String queue, QueueMessage message) {
        return task.instance(message.id(), new QueueMail(queue, json.writeValueAsString(message)));
    }

    /** Sends now, outside any outbox: for callers that are themselves work which is repeated until it succeeds. */
    public void send(String queue, QueueMessage message) {
        sqs.send(queue, json.writeValueAsString(message));
    }

    private void send(QueueMail mail) {
        sqs.send(mail.queue(), mail.body());
    }
}
