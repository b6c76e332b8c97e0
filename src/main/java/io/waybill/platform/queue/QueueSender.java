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

    /** One piece of work: this message to that queue. */
    public TaskInstance<QueueMail> mail(String queue, QueueMessage message) {
        return task.instance(message.id(), new QueueMail(queue, json.writeValueAsString(message)));
    }

    /**
     * One piece of work: a message again that was there before.
     *
     * @param key of this piece of work, 100 characters at most
     */
    public TaskInstance<QueueMail> again(String queue, String key, String body) {
        return task.instance(key, new QueueMail(queue, body));
    }

    /** Sends now, outside any outbox: for callers that are themselves work which is repeated until it succeeds. */
    public void send(String queue, QueueMessage message) {
        send(new QueueMail(queue, json.writeValueAsString(message)));
    }

    /** Not for long: while SQS does not answer, there is other work to do. */
    private void send(QueueMail mail) {
        sqs.sendAsync(mail.queue(), mail.body())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
