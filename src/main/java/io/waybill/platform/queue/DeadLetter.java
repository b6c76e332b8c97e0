package io.waybill.platform.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on a dead-letter queue.
 *
 * @param queue the one that it was meant for
 * @param why why Waybill put it there; null if SQS did, because it was received too often
 * @param receipt the receipt handle, with which it is removed or put back
 */
public record DeadLetter(
        String queue,
        String messageId,
        String body,
        @Nullable String why,
        int receiveCount,
        @Nullable Instant sentAt,
        String receipt) {}
