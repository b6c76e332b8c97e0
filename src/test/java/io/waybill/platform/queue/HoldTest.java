package io.waybill.platform.queue;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.awspring.cloud.sqs.listener.QueueMessageVisibility;
import io.awspring.cloud.sqs.listener.SqsHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.scheduling.TaskScheduler;

class HoldTest {

    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    final TaskScheduler scheduler = mock();
    final ScheduledFuture<?> holding = mock();
    final QueueMessageVisibility visibility = mock();
    final ArgumentCaptor<Runnable> holdingOn = ArgumentCaptor.captor();
    final Hold hold = new Hold(scheduler);
    final Message<Object> message = MessageBuilder.<Object>withPayload("body")
            .setHeader(SqsHeaders.SQS_RECEIPT_HANDLE_HEADER, "receipt")
            .setHeader(SqsHeaders.SQS_VISIBILITY_TIMEOUT_HEADER, visibility)
            .build();

    @BeforeEach
    void scheduled() {
        when(scheduler.getClock()).thenReturn(Clock.fixed(NOW, ZoneOffset.UTC));
        doReturn(holding).when(scheduler).scheduleAtFixedRate(holdingOn.capture(), any(), any());
        when(visibility.changeToAsync(anyInt())).thenReturn(CompletableFuture.completedFuture(null));
    }

    @Test
    void a_message_is_hidden_from_others_while_it_is_handled() {
        hold.intercept(message);

        verify(visibility, never()).changeToAsync(anyInt());
        holdingOn.getValue().run();
        verify(visibility).changeToAsync(3);
        verify(holding, never()).cancel(false);

        hold.afterProcessing(message, null);
        verify(holding).cancel(false);
    }

    @Test
    void a_failed_extension_is_tried_again() {
        when(visibility.changeToAsync(anyInt()))
                .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("SQS is down")));
        hold.intercept(message);

        holdingOn.getValue().run();
        holdingOn.getValue().run();

        verify(holding, never()).cancel(false);
    }
}
