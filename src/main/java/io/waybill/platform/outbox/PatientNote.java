package io.waybill.platform.outbox;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import io.waybill.platform.outage.DatabaseOutage;
import java.time.Duration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Records the outcome of a piece of work, and retries if the database goes down at that moment: work whose outcome is
 * not recorded stays taken until its replica counts as dead.
 */
final class PatientNote {

    /** As long as it takes to count as dead: meanwhile heartbeats go on as soon as the database is back. */
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final RetryTemplate NOTE = new RetryTemplate(RetryPolicy.builder()
            .predicate(DatabaseOutage::causes)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(250))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(1))
            .timeout(PATIENCE)
            .build());

    private PatientNote() {}

    static <T> CompletionHandler<T> ofSuccess(CompletionHandler<T> note) {
        return (done, operations) -> NOTE.invoke(() -> note.complete(done, operations));
    }

    static <T> FailureHandler<T> ofFailure(FailureHandler<T> note) {
        return (failed, operations) -> NOTE.invoke(() -> note.onFailure(failed, operations));
    }
}
