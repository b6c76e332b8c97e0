package io.waybill.platform.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete.Result;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses an outbox while its work cannot succeed ({@link NotNow}) or its database is down; otherwise each piece of work
 * that waits would fail once.
 */
class Pauses extends AbstractSchedulerListener {

    private static final Logger log = LoggerFactory.getLogger(Pauses.class);

    /** For an engine that refuses work because it is busy just now. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final Outage outage;
    private @Nullable Scheduler scheduler;
    private boolean paused;
    private String failing = "";

    Pauses(String table, Clock clock) {
        outage = new Outage("The outbox %s waits".formatted(table), MOMENT, log, clock);
    }

    synchronized void of(Scheduler outbox) {
        scheduler = outbox;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        if (event == SchedulerEventType.UNEXPECTED_ERROR) {
            pause("database", new NotNow("Its database does not answer"));
        } else if (event == SchedulerEventType.RAN_DETECT_DEAD) {
            over("database");
        }
    }

    @Override
    public void onExecutionComplete(ExecutionComplete done) {
        String kind = done.getExecution().taskInstance.getTaskName();
        if (done.getResult() == Result.OK) {
            over(kind);
        } else if (done.getCause().orElse(null) instanceof NotNow why) {
            pause(kind, why);
        }
    }

    private synchronized void over(String kind) {
        if (kind.equals(failing)) {
            outage.over();
        }
    }

    private synchronized void pause(String kind, NotNow why) {
        Scheduler outbox = scheduler;
        if (paused || outbox == null) {
            return;
        }
        paused = true;
        failing = kind;
        outbox.pause();
        Duration wait = outage.waitAfter(why);
        Thread.ofPlatform().daemon().name("outbox-pause").start(() -> resumeAfter(wait, outbox));
    }

    private void resumeAfter(Duration wait, Scheduler outbox) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            paused = false;
            outbox.resume();
            outbox.triggerCheckForDueExecutions();
        }
    }
}
