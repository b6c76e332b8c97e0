package io.waybill.platform.engine.embedded.parking;

import io.waybill.platform.engine.embedded.parking.Parking.Place;
import io.waybill.platform.outage.DatabaseOutage;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs processes from one wait to the next, each time in one transaction. If an element fails, everything is rolled
 * back and run again up to that element. There a job of the engine takes over: it has the element's retries, and
 * becomes an incident if they are used up.
 */
@Component
public class Stretches {

    private static final Logger log = LoggerFactory.getLogger(Stretches.class);

    private final TransactionTemplate transaction;
    private final TransactionTemplate ofItsOwn;

    /** The loser of a race tries again and finds what the winner left. */
    private final RetryTemplate races = new RetryTemplate(RetryPolicy.builder()
            .predicate(Stretches::isLostRace)
            .maxRetries(5)
            .delay(Duration.ofMillis(20))
            .multiplier(2)
            .jitter(Duration.ofMillis(10))
            .build());

    Stretches(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        this.ofItsOwn = new TransactionTemplate(transactions);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Moves a process on.
     *
     * @param move what moves it, inside the transaction
     * @throws RuntimeException if it fails where it cannot park; then nothing has happened
     */
    public <T> T run(Supplier<T> move) {
        Map<String, Place> parked = new LinkedHashMap<>();
        while (true) {
            try {
                return races.invoke(() -> Parking.at(parked, () -> inTransaction(move)));
            } catch (ElementFailed e) {
                Place before = parked.get(e.element());
                if (DatabaseOutage.causes(e) || (before != null && before.atTheDoor())) {
                    throw e;
                }
                log.warn("{}; a job will retry it", e.getMessage(), e.getCause());
                parked.put(e.element(), new Place(before != null, e));
            }
        }
    }

    /** Does something that is no part of a process, in a transaction of its own: again, if it loses a race. */
    public <T> T apart(Supplier<T> work) {
        return races.invoke(() -> ofItsOwn.execute(status -> work.get()));
    }

    private <T> T inTransaction(Supplier<T> move) {
        return transaction.execute(status -> move.get());
    }

    public static boolean isLostRace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLTransactionRollbackException) {
                return true;
            }
        }
        return false;
    }
}
