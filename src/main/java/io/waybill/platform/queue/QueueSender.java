package io.waybill.platform.queue;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.waybill.platform.outbox.OutboxTask;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns messages into work for an outbox, and does that work. */
@Component
public class QueueSender {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    /** Work that sends this message to that queue. */
    public TaskInstance<QueueMail> mail(String queue, QueueMessage message) {
        return task.instance(message.id(), new QueueMail(queue, json.writeValueAsString(message)));
    }

    /**
     * Work that sends an earlier message again.
     *
     * @param key of this piece of work, at most 100 characters
     */
    public TaskInstance<QueueMail> again(String queue, String key, String body) {
        return task.instance(key, new QueueMail(queue, body));
    }

    /** Sends now, without an outbox: for callers that are themselves retried until they succeed. */
    public void send(String queue, QueueMessage message) {
        send(new QueueMail(queue, json.writeValueAsString(message)));
    }

    /** Waits only briefly: while SQS does not answer, there is other work to do. */
    void send(QueueMail mail) {
        sqs.sendAsync(mail.queue(), mail.body())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
