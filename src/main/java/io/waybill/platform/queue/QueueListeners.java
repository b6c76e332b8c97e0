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
 * Starts the listeners when their queues are there. Waybill does not wait for that: if SQS is down at the start, it
 * accepts orders, and its listeners start when SQS is back.
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
        outage = new Outage("The queue listeners cannot start yet and are retried", log, clock);
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
            log.info("The queue listeners have started");
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
            // Otherwise a listener whose queue could not be looked up counts as started.
            super.stop();
            return e;
        }
    }

    /** On its own thread, so that everything else stops meanwhile: a listener waits for its current poll. */
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
