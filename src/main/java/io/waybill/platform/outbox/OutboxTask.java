package io.waybill.platform.outbox;

import io.waybill.platform.outage.Backoff;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
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
     * Work that is tried until it succeeds: it never gives up, because what it waits for (a broker, a queue) comes
     * back. It may be done more than once, so the receiver has to dedupe.
     *
     * @param name of this kind of work, unique in its outbox
     * @param data what one piece of work carries, kept as JSON
     */
    public static <T> OneTimeTask<T> of(String name, Class<T> data, Consumer<T> work) {
        return of(name, data, Priority.MEDIUM, work);
    }

    /** The same for work that begins something new: it gives way to all other work of its outbox. */
    public static <T> OneTimeTask<T> givingWay(String name, Class<T> data, Consumer<T> work) {
        return of(name, data, Priority.LOW, work);
    }

    /**
     * The same for work of which one piece may fail to find what others do not need, such as one partition of a cluster:
     * {@link NotNow} has that piece wait, and not the whole outbox.
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
     * Work that itself tells when it is to be done again, and is done with when it tells nothing. What it throws is
     * retried, as in {@link #of}.
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

    /** What a killed replica had begun is due at once, by the time of the outbox: db-scheduler's own way asks the system. */
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
                        "{} failed {} times and is tried on: {}",
                        failed.getExecution().taskInstance.getTaskAndInstance(),
                        failures + 1,
                        failed.getCause().map(Throwable::toString).orElse("no cause known"));
            }
            operations.reschedule(
                    failed, failed.getTimeDone().plus(Backoff.after(failures, FIRST_RETRY, LONGEST_WAIT)));
        };
    }
}
