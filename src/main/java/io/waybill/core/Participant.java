package io.waybill.core;

/**
 * A module that holds something for the subjects of processes. When one ends without success, each participant closes its
 * books for it, in the transaction that ends it (law 3).
 */
public interface Participant {

    /**
     * Its place among the participants, each of which has another one. Books are closed by place, the smallest first. That is
     * the order in which every transaction takes the participants' rows: two that took them in different orders could
     * deadlock.
     */
    int place();

    /**
     * Releases what is still held for a subject, and refuses what comes later. Does nothing if its books are closed, or if
     * it holds nothing for subjects of this process. Called inside a transaction.
     */
    void close(Subject subject);
}
