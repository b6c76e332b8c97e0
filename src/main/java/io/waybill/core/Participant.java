package io.waybill.core;

/**
 * A module that holds something for orders. When an order ends without being shipped, each participant closes its books for
 * it, in the transaction that ends it (law 3).
 */
public interface Participant {

    /**
     * Its place among the participants, each of which has another one. Books are closed by place, the smallest first. That is
     * the order in which every transaction takes the participants' rows: two that took them in different orders could
     * deadlock.
     */
    int place();

    /**
     * Releases what is still held for an order, and refuses what comes later. Does nothing if its books are closed. Called
     * inside a transaction.
     */
    void close(OrderId order);
}
