package io.waybill.platform.engine.zeebe;

import io.camunda.client.api.worker.JobHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The jobs that this replica has. When it stops, jobs that have begun are finished, and jobs that wait for a thread are
 * handed back: otherwise the engine would keep them for the stopped replica until their time-out.
 */
@Component
@ConditionalOnZeebe
class JobsInHand implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobsInHand.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Every running handler holds the read lock. Once the write lock is free, no handler is left. */
    private final ReadWriteLock handlers = new ReentrantReadWriteLock();

    private volatile boolean running;
    private volatile boolean stopping;

    JobHandler guard(JobHandler handler) {
        return (engine, job) -> {
            if (stopping || !handlers.readLock().tryLock()) {
                throw new HandedBack();
            }
            try {
                handler.handle(engine, job);
            } finally {
                handlers.readLock().unlock();
            }
        };
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    @Override
    public void stop() {
        stopping = true;
        try {
            if (handlers.writeLock().tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                handlers.writeLock().unlock();
            } else {
                log.warn("Some jobs did not finish within {}; the engine will hand them out again", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops right after the workers: otherwise they would be given the same jobs again. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
