package io.waybill.platform.queue;

import io.waybill.core.refusal.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The dead-letter queues. SQS shows a message only by receiving it: reading them hides them from other readers for a
 * moment.
 */
@Component
public class DeadLetters {

    /** Per queue; for more dead letters than that, SQS has its own tools. */
    public static final int MOST_SHOWN = 100;

    /** The message attribute that holds the reason why it is there. */
    static final String WHY = "waybill-error";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int SECONDS_TO_WAIT = 5;
    private static final int MOST_SEARCHED = 1_000;
    private static final int MOST_AT_ONCE = 10;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration HOLD = Duration.ofSeconds(30);

    /** How long a caller waits at most; shorter than a message is held that was taken. */
    private static final Duration PATIENCE_OF_CALLERS = Duration.ofSeconds(15);

    /** Long polling: without a wait, SQS does not ask all its servers. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SqsAsyncClient sqs;

    DeadLetters(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /**
     * What is on these queues just now, as far as SQS shows it: at most {@link #MOST_SHOWN} of each.
     *
     * @throws Unavailable if SQS does not answer; the same goes for all methods
     */
    public List<DeadLetter> of(Collection<String> queues) {
        return asked(() -> inAll(queues));
    }

    private static <T> T asked(Supplier<CompletableFuture<T>> sqs) {
        try {
            return sqs.get().get(PATIENCE_OF_CALLERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException away) {
                throw unavailable(away);
            }
            throw new IllegalStateException("Dead letters cannot be read", e);
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static Unavailable unavailable(Exception why) {
        log.warn("Dead letters cannot be read: {}", why.toString());
        return new Unavailable("SQS does not answer. Try again.", SECONDS_TO_WAIT);
    }

    private CompletableFuture<List<DeadLetter>> inAll(Collection<String> queues) {
        List<CompletableFuture<List<DeadLetter>>> asked =
                queues.stream().map(this::of).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        asked.stream().flatMap(one -> one.join().stream()).toList());
    }

    private CompletableFuture<List<DeadLetter>> of(String queue) {
        Map<String, DeadLetter> found = new LinkedHashMap<>();
        return url(queue)
                .thenCompose(url -> lookOn(queue, url, found)
                        .thenCompose(done -> release(url, found.values()))
                        .exceptionallyCompose(failure -> release(url, found.values())
                                .thenCompose(done -> CompletableFuture.failedFuture(failure)))
                        .thenApply(done -> List.copyOf(found.values())));
    }

    /** Repeats until nothing new comes. */
    private CompletableFuture<Void> lookOn(String queue, String url, Map<String, DeadLetter> found) {
        int before = found.size();
        return receive(queue, url, LOOK).thenCompose(some -> {
            some.forEach(letter -> found.put(letter.messageId(), letter));
            return found.size() == before || found.size() >= MOST_SHOWN
                    ? CompletableFuture.completedFuture(null)
                    : lookOn(queue, url, found);
        });
    }

    /** Takes a message for a while. Unless it is removed within that time, it is back on its queue. */
    public Optional<DeadLetter> take(String queue, String messageId) {
        return asked(() -> find(queue, messageId));
    }

    private CompletableFuture<Optional<DeadLetter>> find(String queue, String messageId) {
        Map<String, DeadLetter> others = new LinkedHashMap<>();
        return url(queue)
                .thenCompose(url -> searchOn(queue, url, messageId, others)
                        .thenCompose(
                                wanted -> release(url, others.values()).thenApply(done -> Optional.ofNullable(wanted)))
                        .exceptionallyCompose(failure -> release(url, others.values())
                                .thenCompose(done -> CompletableFuture.failedFuture(failure))));
    }

    /** Repeats until it is found, or nothing more comes. */
    private CompletableFuture<@Nullable DeadLetter> searchOn(
            String queue, String url, String messageId, Map<String, DeadLetter> others) {
        return receive(queue, url, HOLD).thenCompose(some -> {
            DeadLetter wanted = null;
            for (DeadLetter letter : some) {
                if (letter.messageId().equals(messageId)) {
                    wanted = letter;
                } else {
                    others.put(letter.messageId(), letter);
                }
            }
            return wanted != null || some.isEmpty() || others.size() >= MOST_SEARCHED
                    ? CompletableFuture.completedFuture(wanted)
                    : searchOn(queue, url, messageId, others);
        });
    }

    /** Removes a message that was taken. */
    public void remove(DeadLetter taken) {
        asked(() -> url(taken.queue())
                .thenCompose(url ->
                        sqs.deleteMessage(message -> message.queueUrl(url).receiptHandle(taken.receipt()))));
    }

    /** Lets others find a message that was taken. */
    public void putBack(DeadLetter taken) {
        asked(() -> url(taken.queue()).thenCompose(url -> release(url, List.of(taken))));
    }

    private CompletableFuture<List<DeadLetter>> receive(String queue, String url, Duration hold) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .visibilityTimeout((int) hold.toSeconds())
                        .waitTimeSeconds((int) PATIENCE.toSeconds())
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP)
                        .messageAttributeNames(WHY))
                .thenApply(answer -> answer.messages().stream()
                        .map(message -> letter(queue, message))
                        .toList());
    }

    /** Lets others find them. */
    private CompletableFuture<Void> release(String url, Collection<DeadLetter> some) {
        List<DeadLetter> letters = List.copyOf(some);
        List<CompletableFuture<?>> released = new ArrayList<>();
        for (int from = 0; from < letters.size(); from += MOST_AT_ONCE) {
            List<DeadLetter> batch = letters.subList(from, Math.min(from + MOST_AT_ONCE, letters.size()));
            released.add(sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url)
                    .entries(batch.stream()
                            .map(letter -> ChangeMessageVisibilityBatchRequestEntry.builder()
                                    .id(letter.messageId())
                                    .receiptHandle(letter.receipt())
                                    .visibilityTimeout(0)
                                    .build())
                            .toList())));
        }
        return CompletableFuture.allOf(released.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<String> url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(Queue.deadLettersOf(queue)))
                .thenApply(GetQueueUrlResponse::queueUrl);
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
