package io.waybill.platform.engine.zeebe;

import io.camunda.client.jobhandling.CamundaClientExecutorService;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Answers that are sent to the engine after a delay. When this replica stops, they are sent at once, so that another
 * replica can take the jobs. If the replica is killed, the engine hands out the jobs again after their time-out.
 */
@Component
@ConditionalOnZeebe
class AnswersKeptBack implements SmartLifecycle {

    private final ScheduledExecutorService executor;
    private final Set<Runnable> answers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile boolean stopping;

    @Autowired
    AnswersKeptBack(CamundaClientExecutorService executor) {
        this(executor.getScheduledExecutor());
    }

    AnswersKeptBack(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    // If an answer cannot be sent, the job's time-out makes up for it.
    @SuppressWarnings("FutureReturnValueIgnored")
    void send(Runnable answer, Duration wait) {
        if (wait.isZero()) {
            answer.run();
            return;
        }
        answers.add(answer);
        // Checked after the answer is added, so that either stop() or this sends an answer that arrives during a stop.
        if (stopping) {
            release(answer);
        } else {
            executor.schedule(() -> release(answer), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void release(Runnable answer) {
        if (answers.remove(answer)) {
            answer.run();
        }
    }

    @Override
    public void start() {
        stopping = false;
        running = true;
    }

    @Override
    public void stop() {
        stopping = true;
        answers.forEach(this::release);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops right after the workers, and before the client is closed. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
