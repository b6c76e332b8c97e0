package io.waybill.platform.audit;

import java.time.Duration;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/** How much of the database's time a check of many orders takes. */
enum Pace {
    /** All that it needs: somebody is waiting for the result. */
    AT_ONCE(0),
    /** A quarter, because orders come first. */
    BESIDE_ORDERS(3);

    private final int rests;

    Pace(int rests) {
        this.rests = rests;
    }

    /**
     * @throws IllegalStateException if Waybill stops meanwhile, or if called in a transaction, which would keep its
     *     snapshot open during the rest
     */
    void restFrom(Duration work) {
        Assert.state(!TransactionSynchronizationManager.isActualTransactionActive(), "No rest in a transaction");
        try {
            Thread.sleep(work.multipliedBy(rests));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The check was stopped because Waybill is stopping", e);
        }
    }
}
