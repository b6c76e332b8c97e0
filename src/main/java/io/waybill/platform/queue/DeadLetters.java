package io.waybill.platform.queue;

import io.waybill.platform.web.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The dead-letter queues. SQS has no way to look at a message but to receive it: so whoever looks holds what is found for
 * a moment, in which nobody else finds it.
 */
@Component
public class DeadLetters {

    /** Of one queue; who has more dead letters than that has other means to look at them. */
    public static final int MOST_SHOWN = 100;

    /** The attribute of a message that tells why it is there. */
    static final String WHY = "waybill-error";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int SECONDS_TO_WAIT = 5;
    private static final int MOST_SEARCHED = 1_000;
    private static final int MOST_AT_ONCE = 10;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration HOLD = Duration.ofSeconds(30);

    /** SQS asks all its servers only for those who wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SqsAsyncClient sqs;

    DeadLetters(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /**
     * What there is on these queues just now, as far as SQS tells: at most {@link #MOST_SHOWN} of each.
     *
     * @throws Unavailable if SQS does not answer, as all methods do
     */
    public List<DeadLetter> of(Collection<String> queues) {
        return asked(() -> inAll(queues));
    }

    private static <T> T asked(Supplier<T> sqs) {
        try {
            return sqs.get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException away) {
                log.warn("Dead letters cannot be looked at: {}", away.toString());
                throw new Unavailable("SQS does not answer. Try again.", SECONDS_TO_WAIT);
            }
            throw e;
        }
    }

    private List<DeadLetter> inAll(Collection<String> queues) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            return queues.stream()
                    .map(queue -> CompletableFuture.supplyAsync(() -> of(queue), threads))
                    .toList()
                    .stream()
                    .flatMap(letters -> letters.join().stream())
                    .toList();
        }
    }

    private List<DeadLetter> of(String queue) {
        String url = url(queue);
        Map<String, DeadLetter> found = new LinkedHashMap<>();
        try {
            while (found.size() < MOST_SHOWN) {
                int before = found.size();
                receive(queue, url, LOOK).forEach(letter -> found.put(letter.messageId(), letter));
                if (found.size() == before) {
                    break;
                }
            }
        } finally {
            release(url, found.values().stream().toList());
        }
        return List.copyOf(found.values());
    }

    /** Takes a message for a while, in which it has to be removed, or it is there again. */
    public Optional<DeadLetter> take(String queue, String messageId) {
        return asked(() -> find(queue, messageId));
    }

    private Optional<DeadLetter> find(String queue, String messageId) {
        String url = url(queue);
        Map<String, DeadLetter> others = new LinkedHashMap<>();
        try {
            while (others.size() < MOST_SEARCHED) {
                List<DeadLetter> some = receive(queue, url, HOLD);
                Optional<DeadLetter> wanted = some.stream()
                        .filter(letter -> letter.messageId().equals(messageId))
                        .findFirst();
                some.stream()
                        .filter(letter -> !letter.messageId().equals(messageId))
                        .forEach(letter -> others.put(letter.messageId(), letter));
                if (wanted.isPresent() || some.isEmpty()) {
                    return wanted;
                }
            }
            return Optional.empty();
        } finally {
            release(url, others.values().stream().toList());
        }
    }

    /** Removes a message that was taken. */
    public void remove(DeadLetter taken) {
        asked(() -> sqs.deleteMessage(
                        message -> message.queueUrl(url(taken.queue())).receiptHandle(taken.receipt()))
                .join());
    }

    /** Lets others find a message that was taken. */
    public void putBack(DeadLetter taken) {
        asked(() -> {
            release(url(taken.queue()), List.of(taken));
            return taken;
        });
    }

    private List<DeadLetter> receive(String queue, String url, Duration hold) {
        return sqs
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .visibilityTimeout((int) hold.toSeconds())
                        .waitTimeSeconds((int) PATIENCE.toSeconds())
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP)
                        .messageAttributeNames(WHY))
                .join()
                .messages()
                .stream()
                .map(message -> letter(queue, message))
                .toList();
    }

    private void release(String url, List<DeadLetter> letters) {
        List<CompletableFuture<?>> released = new ArrayList<>();
        for (int from = 0; from < letters.size(); from += MOST_AT_ONCE) {
            List<DeadLetter> some = letters.subList(from, Math.min(from + MOST_AT_ONCE, letters.size()));
            released.add(sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                    .entries(some.stream()
                            .map(letter -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(letter.messageId())
                                    .receiptHandle(letter.receipt())
                                    .visibilityTimeout(0)
                                    .build())
                            .toList())));
        }
        released.forEach(CompletableFuture::join);
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(Queue.deadLettersOf(queue)))
                .join()
                .queueUrl();
    }

    private static DeadLetter letter(String queue, Message message) {
        MessageAttributeValue why = message.messageAttributes().get(WHY);
        String received = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new DeadLetter(
                queue,
                message.messageId(),
                message.body(),
                why == null ? null : why.stringValue(),
                received == null ? 0 : Integer.parseInt(received),
                instant(message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP)),
                message.receiptHandle());
    }

    private static @Nullable Instant instant(@Nullable String milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(Long.parseLong(milliseconds));
    }
}
