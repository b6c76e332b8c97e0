package io.waybill.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.awspring.cloud.sqs.listener.ListenerExecutionFailedException;
import io.awspring.cloud.sqs.listener.QueueMessageVisibility;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.InOrder;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.CannotCreateTransactionException;

/** If the future completes normally, the message is deleted from its queue; if it fails, it stays there. */
class QueueErrorsTest {

    final SqsTemplate sqs = mock();
    final QueueMessageVisibility visibility = mock();
    final Intake intake = mock();
    final Hold hold = mock();
    final QueueErrors errors = new QueueErrors(sqs, intake, hold, Clock.systemUTC());

    @SuppressWarnings("unchecked")
    final ArgumentCaptor<Message<Object>> moved = ArgumentCaptor.forClass(Message.class);

    @Test
    void a_malformed_message_moves_to_the_dead_letter_queue() {
        when(sqs.sendAsync(anyString(), ArgumentMatchers.<Message<Object>>any()))
                .thenReturn(CompletableFuture.completedFuture(mock()));

        CompletableFuture<Void> handled = errors.handle(message(1), failure(new MalformedMessage("nonsense")));

        assertThat(handled).isCompleted();
        verify(sqs).sendAsync(eq("some-queue-dlq"), moved.capture());
        assertThat(moved.getValue().getPayload()).isEqualTo("body");
        assertThat(moved.getValue().getHeaders()).containsEntry(DeadLetters.WHY, "nonsense");
    }

    @Test
    void the_reason_why_a_message_is_malformed_may_contain_anything() {
        when(sqs.sendAsync(anyString(), ArgumentMatchers.<Message<Object>>any()))
                .thenReturn(CompletableFuture.completedFuture(mock()));

        assertThat(errors.handle(message(1), failure(new MalformedMessage("\0 \uD800 뷁" + "x".repeat(1000)))))
                .isCompleted();

        verify(sqs).sendAsync(anyString(), moved.capture());
        assertThat(moved.getValue().getHeaders().get(DeadLetters.WHY, String.class))
                .startsWith("? ? 뷁x")
                .hasSize(500);
    }

    @Test
    void a_malformed_message_stays_if_it_cannot_be_moved() {
        when(sqs.sendAsync(anyString(), ArgumentMatchers.<Message<Object>>any()))
                .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("SQS is down")));

        assertThat(errors.handle(message(1), failure(new MalformedMessage("nonsense"))))
                .isCompletedExceptionally();
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 18", "3, 108", "4, 600", "5, 600"})
    void any_other_message_comes_back_later_and_later(int receives, int seconds) {
        when(visibility.changeToAsync(anyInt())).thenReturn(CompletableFuture.completedFuture(null));

        assertThat(errors.handle(message(receives), failure(new IllegalStateException("database down"))))
                .isCompletedExceptionally();

        InOrder order = inOrder(hold, visibility);
        order.verify(hold).end(any());
        order.verify(visibility).changeToAsync(seconds);
        verify(sqs, never()).sendAsync(anyString(), ArgumentMatchers.<Message<Object>>any());
    }

    @Test
    void no_more_messages_are_taken_while_the_database_is_down() {
        when(visibility.changeToAsync(anyInt())).thenReturn(CompletableFuture.completedFuture(null));

        assertThat(errors.handle(message(1), failure(new IllegalStateException("a bug"))))
                .isCompletedExceptionally();
        verify(intake, never()).close(anyString());

        assertThat(errors.handle(message(1), failure(new CannotCreateTransactionException("database down"))))
                .isCompletedExceptionally();
        verify(intake).close("some-queue");
    }

    private Message<Object> message(int receives) {
        return MessageBuilder.<Object>withPayload("body")
                .setHeader(SqsHeaders.SQS_QUEUE_NAME_HEADER, "some-queue")
                .setHeader(SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, visibility)
                .setHeader(SqsHeaders.MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT, Integer.toString(receives))
                .build();
    }

    private Throwable failure(RuntimeException cause) {
        return new ListenerExecutionFailedException("failed", cause, message(1));
    }
}
