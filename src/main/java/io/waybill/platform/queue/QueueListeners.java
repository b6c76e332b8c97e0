package io.waybill.platform.queue;

import io.awspring.cloud.sqs.listener.DefaultListenerContainerRegistry;
import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.BackOffPolicyBuilder;

/**
 * Starts the listeners when their queues are there. Waybill does not wait for that: with SQS away at the start it accepts
 * orders all the same, and takes up its queues when SQS is back.
 */
class QueueListeners extends DefaultListenerContainerRegistry {

    private static final Logger log = LoggerFactory.getLogger(QueueListeners.class);
    private static final BackOffPolicy UNTIL_SQS_IS_BACK = BackOffPolicyBuilder.newBuilder()
            .delay(1_000)
            .multiplier(2)
            .maxDelay(5_000)
            .random(true)
            .build();

    private final QueueSetup queues;
    private final Intake intake;
    private final Outage outage;
    private volatile boolean running;
    private @Nullable Thread starting;

    QueueListeners(QueueSetup queues, Intake intake, Clock clock) {
        this.queues = queues;
        this.intake = intake;
        outage = new Outage("The queues cannot be taken up and are tried again", log, clock);
    }

    @Override
    public void registerListenerContainer(MessageListenerContainer<?> listener) {
        if (listener instanceof SqsMessageListenerContainer<?> sqs) {
            sqs.configure(options -> options.pollBackOffPolicy(UNTIL_SQS_IS_BACK)
                    .messageVisibility(Hold.HIDDEN)
                    .backPressureHandlerFactory(intake.of(sqs.getQueueNames())));
        }
        super.registerListenerContainer(listener);
    }

    @Override
    public void start() {
        running = true;
        RuntimeException failure = tryToStart();
        if (failure != null) {
            starting = Thread.ofPlatform().daemon().name("queue-listeners").start(() -> startUntilDone(failure));
        }
    }

    private void startUntilDone(RuntimeException first) {
        RuntimeException failure = first;
        try {
            while (failure != null) {
                Thread.sleep(outage.waitAfter(failure.getCause() == null ? failure : failure.getCause()));
                failure = tryToStart();
            }
            log.info("The queues are taken up");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable RuntimeException tryToStart() {
        if (!running) {
            return null;
        }
        try {
            queues.createMissing();
            super.start();
            return null;
        } catch (CompletionException | IllegalStateException e) {
            // A listener whose queue could not be looked up counts as started else.
            super.stop();
            return e;
        }
    }

    /** Beside all else that takes work: a listener waits for the poll that is under way. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform().name("queue-listeners-stop").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        Thread background = starting;
        if (background != null) {
            background.interrupt();
        }
        stopListeners();
    }

    private synchronized void stopListeners() {
        super.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
