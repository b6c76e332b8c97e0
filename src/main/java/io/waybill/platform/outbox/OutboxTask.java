package io.waybill.platform.outbox;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.waybill.platform.outage.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the kinds of work that an {@link Outbox} does. */
public final class OutboxTask {

    private static final Logger log = LoggerFactory.getLogger(OutboxTask.class);

    private static final int FAILURES_PER_WARNING = 5;
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private OutboxTask() {}

    /**
     * Work that is retried until it succeeds. It never stops retrying, because what it waits for (a broker, a queue)
     * comes back. It may be done more than once, so the receiver has to dedupe.
     *
     * @param name of this kind of work, unique in its outbox
     * @param data what one piece of work carries, stored as JSON
     */
    public static <T> OneTimeTask<T> of(String name, Class<T> data, Consumer<T> work) {
        return of(name, data, Priority.MEDIUM, work);
    }

    /** The same for work that begins something new: it gives way to all other work of its outbox. */
    public static <T> OneTimeTask<T> givingWay(String name, Class<T> data, Consumer<T> work) {
        return of(name, data, Priority.LOW, work);
    }

    /**
     * The same for work whose pieces depend on different things, such as the partitions of a cluster: {@link NotNow}
     * makes only that piece wait, not the whole outbox.
     */
    public static <T> OneTimeTask<T> eachByItself(String name, Class<T> data, Consumer<T> work) {
        return of(name, data, piece -> {
            try {
                work.accept(piece);
            } catch (NotNow e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    private static <T> OneTimeTask<T> of(String name, Class<T> data, int priority, Consumer<T> work) {
        return Tasks.oneTime(name, data)
                .defaultPriority(priority)
                .onFailure(PatientNote.ofFailure(OutboxTask.<T>retryWithBackoff()))
                .onDeadExecution(takenUp())
                .execute((instance, context) -> work.accept(instance.getData()));
    }

    /**
     * Work that returns when it has to be done again, and is finished when it returns nothing. If it throws, it is
     * retried as in {@link #of}.
     */
    public static <T> CustomTask<T> repeated(String name, Class<T> data, Function<T, Optional<Instant>> work) {
        return Tasks.custom(name, data)
                .onFailure(PatientNote.ofFailure(OutboxTask.<T>retryWithBackoff()))
                .onDeadExecution(takenUp())
                .execute((instance, context) -> {
                    Optional<Instant> again = work.apply(instance.getData());
                    return again.<CompletionHandler<T>>map(OutboxTask::again).orElseGet(OnCompleteRemove::new);
                });
    }

    private static <T> CompletionHandler<T> again(Instant at) {
        return (done, operations) -> operations.reschedule(done, at);
    }

    /**
     * Work of a killed replica is due at once, by the outbox's clock: db-scheduler's own handler uses the system clock.
     */
    private static <T> DeadExecutionHandler<T> takenUp() {
        return (dead, operations) -> operations.reschedule(dead, dead.getTimeDone());
    }

    private static <T> FailureHandler<T> retryWithBackoff() {
        return (failed, operations) -> {
            int failures = failed.getExecution().consecutiveFailures;
            if (failed.getCause().orElse(null) instanceof NotNow) {
                operations.reschedule(failed, failed.getTimeDone().plus(Backoff.spread(FIRST_RETRY)));
                return;
            }
            if (failures % FAILURES_PER_WARNING == FAILURES_PER_WARNING - 1) {
                log.warn(
                        "{} failed {} times and is retried: {}",
                        failed.getExecution().taskInstance.getTaskAndInstance(),
                        failures + 1,
                        failed.getCause().map(Throwable::toString).orElse("cause unknown"));
            }
            operations.reschedule(
                    failed, failed.getTimeDone().plus(Backoff.after(failures, FIRST_RETRY, LONGEST_WAIT)));
        };
    }
}
