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
 * The jobs that this replica has. When it stops, what is begun is finished, and what waits for a thread is handed back:
 * the engine would else keep it for the stopped replica until the job's time-out.
 */
@Component
@ConditionalOnZeebe
class JobsInHand implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobsInHand.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Every running handler has the lock for reading; who has it for writing knows that none is left. */
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
                log.warn("Jobs were not done within {}; the engine gives them out again", PATIENCE);
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

    /** Right after the workers, which would else be given the same jobs again. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
