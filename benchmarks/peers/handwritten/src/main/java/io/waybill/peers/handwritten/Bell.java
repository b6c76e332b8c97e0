package io.waybill.peers.handwritten;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes whoever waits for rows of a table as soon as there are some. */
class Bell {

    /** More rings than this in advance would only have the table looked at in vain. */
    private static final int ENOUGH = 32;

    private final Semaphore rings = new Semaphore(0);

    void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (rings.availablePermits() < ENOUGH) {
                    rings.release();
                }
            }
        });
    }

    /** Waits for a ring; not for ever, since other replicas write rows, too, and rows that were put off become due. */
    void await(Duration atMost) throws InterruptedException {
        rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
