package io.waybill.peers.handwritten;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The threads that take steps and send messages, as long as there are any, and then wait to be woken. */
@Component
class Workers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Commands commands;
    private final OrderSaga saga;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final int stepThreads;
    private final int messageThreads;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Workers(
            Commands commands,
            OrderSaga saga,
            Outbox outbox,
            TransactionTemplate transaction,
            @Value("${threads.steps:16}") int stepThreads,
            @Value("${threads.messages:2}") int messageThreads) {
        this.commands = commands;
        this.saga = saga;
        this.outbox = outbox;
        this.transaction = transaction;
        this.stepThreads = stepThreads;
        this.messageThreads = messageThreads;
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < stepThreads; i++) {
            start("step-" + i, commands.bell(), this::takeStep);
        }
        for (int i = 0; i < messageThreads; i++) {
            start("message-" + i, outbox.bell(), outbox::send);
        }
    }

    private void start(String name, Bell bell, BooleanSupplier work) {
        threads.add(Thread.ofPlatform().name(name).start(() -> work(bell, work)));
    }

    private void work(Bell bell, BooleanSupplier work) {
        try {
            while (running) {
                if (!hasWorked(work)) {
                    bell.await(PATIENCE);
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasWorked(BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("To be tried again: {}", e.toString());
            return false;
        }
    }

    private boolean takeStep() {
        Command[] taken = new Command[1];
        try {
            return transaction.execute(status -> {
                Optional<Command> next = commands.next();
                next.ifPresent(command -> {
                    taken[0] = command;
                    saga.take(command.step(), command.orderId());
                    commands.remove(command);
                });
                return next.isPresent();
            });
        } catch (RuntimeException e) {
            if (taken[0] != null) {
                commands.putOff(taken[0]);
            }
            throw e;
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Workers::end);
        threads.clear();
    }

    private static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
