package io.waybill.platform.queue;

import io.awspring.cloud.sqs.MessageHeaderUtils;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.listener.Visibility;
import io.awspring.cloud.sqs.listener.interceptor.MessageInterceptor;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Hides a message from other readers while it is handled, for a few seconds at a time. When a replica is killed, its
 * message goes to another one within seconds. A message that takes long does not go to two replicas, and SQS does not
 * count another receive.
 */
@Component
class Hold implements MessageInterceptor<Object> {

    /** Counted from the receive, or from the last extension. */
    static final Duration HIDDEN = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(Hold.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final TaskScheduler scheduler;
    private final ConcurrentMap<String, ScheduledFuture<?>> held = new ConcurrentHashMap<>();

    Hold(TaskScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Message<Object> intercept(Message<Object> message) {
        ScheduledFuture<?> earlier = held.put(
                receipt(message),
                scheduler.scheduleAtFixedRate(
                        () -> holdOn(message), scheduler.getClock().instant().plus(BETWEEN), BETWEEN));
        if (earlier != null) {
            earlier.cancel(false);
        }
        return message;
    }

    /** Does not wait for the result: an extension that fails comes too late, or is tried again in a second. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void holdOn(Message<Object> message) {
        MessageHeaderUtils.getHeader(message, SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, Visibility.class)
                .changeToAsync((int) HIDDEN.toSeconds())
                .exceptionally(failure -> {
                    log.debug("A message may be visible to others while it is handled", failure);
                    return null;
                });
    }

    @Override
    public void afterProcessing(Message<Object> message, @Nullable Throwable error) {
        end(message);
    }

    /** The message is handled, or its failure decides when it comes back. */
    void end(Message<Object> message) {
        ScheduledFuture<?> holding = held.remove(receipt(message));
        if (holding != null) {
            holding.cancel(false);
        }
    }

    private static String receipt(Message<Object> message) {
        return MessageHeaderUtils.getHeaderAsString(message, SqsHeaders.SQS_RECEIPT_HANDLE_HEADER);
    }
}
