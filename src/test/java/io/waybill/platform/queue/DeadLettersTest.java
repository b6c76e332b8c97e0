package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import io.waybill.core.refusal.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class DeadLettersTest {

    private final SqsAsyncClient sqs = mock();
    private final DeadLetters deadLetters = new DeadLetters(sqs);

    /** An answer that never comes; it lets nobody wait for it without an end. */
    private static class Never<T> extends CompletableFuture<T> {

        private static @Nullable Duration waited;

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Never<>();
        }

        @Override
        public T get() {
            throw new AssertionError("It would never end");
        }

        @Override
        public T join() {
            throw new AssertionError("It would never end");
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws TimeoutException {
            waited = Duration.of(timeout, unit.toChronoUnit());
            throw new TimeoutException();
        }
    }

    /** Otherwise a message that was taken would be back on its queue before the caller hears of it. */
    @Test
    void a_caller_waits_for_SQS_for_a_shorter_time_than_a_message_is_held() {
        when(sqs.getQueueUrl(anyUrlRequest())).thenReturn(new Never<>());

        assertThatThrownBy(() -> deadLetters.take("driver-offers", "m-1"))
                .isInstanceOf(Unavailable.class)
                .hasMessage("SQS does not answer. Try again.");

        assertThat(Never.waited).isNotNull().isPositive().isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void all_queues_are_read_at_once_without_threads_of_their_own() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CompletableFuture<ReceiveMessageResponse> answer = new CompletableFuture<>();
        when(sqs.getQueueUrl(anyUrlRequest()))
                .thenReturn(CompletableFuture.completedFuture(
                        GetQueueUrlResponse.builder().queueUrl("url").build()));
        when(sqs.receiveMessage(ArgumentMatchers.<Consumer<ReceiveMessageRequest.Builder>>any()))
                .thenAnswer(call -> {
                    threads.add(Thread.currentThread());
                    if (sent() == 3) {
                        answer.complete(ReceiveMessageResponse.builder().build());
                    }
                    return answer;
                });

        assertThat(deadLetters.of(List.of("a", "b", "c"))).isEmpty();

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    private int sent() {
        return (int) mockingDetails(sqs).getInvocations().stream()
                .filter(call -> call.getMethod().getName().equals("receiveMessage"))
                .count();
    }

    private static Consumer<GetQueueUrlRequest.Builder> anyUrlRequest() {
        return any();
    }
}
