package io.waybill.platform.repair;

import io.swagger.v3.oas.annotations.media.Schema;
import io.waybill.core.Texts;
import io.waybill.platform.queue.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as REST shows it.
 *
 * @param queue the queue that it was meant for
 * @param type if it can be read; the same goes for the order
 * @param body as it came; cut off if it is longer than 10,000 characters
 * @param why why Waybill put it there; null if it was received too often without being handled
 * @param receiveCount how often it was received from the dead-letter queue, including by people who looked at it
 */
@Schema(name = "DeadLetter")
public record DeadLetterView(
        String queue,
        String messageId,
        @Nullable String type,
        @Nullable String orderId,
        String body,
        @Nullable String why,
        int receiveCount,
        @Nullable Instant sentAt) {

    private static final int LONGEST_BODY = 10_000;

    static DeadLetterView of(DeadLetter letter, Contents contents) {
        String body = letter.body();
        return new DeadLetterView(
                letter.queue(),
                letter.messageId(),
                contents.type(),
                contents.order() == null ? null : contents.order().value(),
                Texts.shortened(body, LONGEST_BODY),
                letter.why(),
                letter.receiveCount(),
                letter.sentAt());
    }
}
