package io.waybill.platform.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.core.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes repairs: each in a transaction of its own, in the log, and counted in the metric {@code waybill.audit.repairs}. */
@Component
class RepairAttempts {

    private static final Logger log = LoggerFactory.getLogger(RepairAttempts.class);

    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Cache<String, Boolean> lately;

    RepairAttempts(PlatformTransactionManager transactions, MeterRegistry meters, AuditSettings settings) {
        this.transaction = new TransactionTemplate(transactions);
        this.meters = meters;
        this.lately = Caffeine.newBuilder()
                .expireAfterWrite(settings.quietAfter().multipliedBy(10))
                .maximumSize(100_000)
                .build();
    }

    /** Returns false on failure: what cannot be repaired must not stop the repair of others. */
    boolean attempt(String what, Subject subject, Runnable repair) {
        try {
            transaction.executeWithoutResult(status -> repair.run());
            return true;
        } catch (RuntimeException e) {
            log.error("{} cannot be repaired by {}", subject, what, e);
            return false;
        }
    }

    /**
     * Does not repeat a repair soon after it succeeded: many processes wait long for a good reason. A failed repair is due
     * again at once.
     */
    boolean attemptIfDue(String what, Subject subject, Runnable repair) {
        String done = what + " " + subject;
        if (lately.getIfPresent(done) != null || !attempt(what, subject, repair)) {
            return false;
        }
        lately.put(done, true);
        return true;
    }

    void repaired(String what, Subject subject) {
        log.warn("Repaired by {}: {}", what, subject);
        meters.counter("waybill.audit.repairs", "repair", what).increment();
    }
}
