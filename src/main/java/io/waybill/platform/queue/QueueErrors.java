package io.waybill.platform.queue;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.listener.errorhandler.AsyncErrorHandler;
import io.awspring.cloud.sqs.listener.errorhandler.ExponentialBackoffErrorHandler;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.waybill.core.Texts;
import io.waybill.platform.outage.DatabaseOutage;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/**
 * Decides what becomes of a message that was not handled. A malformed one goes to the dead-letter queue at once; any
 * other comes back after 3 s, 18 s and so on, so that its five receives take more than ten minutes. While the database
 * is down no more are received.
 */
@Component
class QueueErrors implements AsyncErrorHandler<Object> {

    private static final Logger log = LoggerFactory.getLogger(QueueErrors.class);

    private static final Pattern NOT_STORABLE = Pattern.compile("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd]");
    private static final int LONGEST_WHY = 500;

    private final SqsTemplate sqs;
    private final Intake intake;
    private final Hold hold;
    private final Outage outage;
    private final AsyncErrorHandler<Object> comeBackLater = ExponentialBackoffErrorHandler.builder()
            .initialVisibilityTimeoutSeconds(3)
            .multiplier(6)
            .maxVisibilityTimeoutSeconds(600)
            .build();

    QueueErrors(SqsTemplate sqs, Intake intake, Hold hold, Clock clock) {
        this.sqs = sqs;
        this.intake = intake;
        this.hold = hold;
        outage = new Outage("Messages cannot be handled now and come back later", log, clock);
    }

    @Override
    public CompletableFuture<Void> handle(Message<Object> message, Throwable error) {
        hold.end(message);
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
        String queue = MessageHeaderUtils.getHeaderAsString(message, SqsHeaders.SQS_QUEUE_NAME_HEADER);
        if (cause instanceof MalformedMessage) {
            log.warn("A message on {} goes to its dead-letter queue: {}", queue, cause.getMessage());
            return sqs.sendAsync(
                            Queue.deadLettersOf(queue),
                            MessageBuilder.withPayload(message.getPayload())
                                    .setHeader(DeadLetters.WHY, storable(cause.getMessage()))
                                    .build())
                    .thenAccept(sent -> {});
        }
        if (DatabaseOutage.causes(error)) {
            intake.close(queue);
            outage.waitAfter(cause);
        } else {
            log.warn("A message on {} was not handled and comes back later: {}", queue, cause.toString());
        }
        return comeBackLater.handle(message, error);
    }

    /** SQS accepts no attribute that is empty or has characters that XML does not allow. */
    private static String storable(@Nullable String text) {
        String printable = NOT_STORABLE.matcher(String.valueOf(text)).replaceAll("?");
        return printable.isEmpty() ? "?" : Texts.shortened(printable, LONGEST_WHY);
    }
}
