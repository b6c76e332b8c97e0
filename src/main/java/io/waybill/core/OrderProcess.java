package io.waybill.core;

import java.time.Instant;

/** Starts the processes of orders; implemented by the order module. */
public interface OrderProcess {

    /**
     * Starts the process of an open order that has none, within the current transaction. If it has one after all, the
     * engine ignores the start.
     */
    void startAgain(OrderId order);

    /**
     * Restarts the process of an order that its engine lost half-way, within the current transaction. Steps that were
     * done answer as they did before, and messages that had arrived are sent again. If its compensation had begun, the
     * order ends instead, since it can no longer be fulfilled. Does nothing if the order has ended, or was restarted
     * since it was lost.
     *
     * @param lostAt when the engine was found to have lost it
     * @param why for the order's timeline
     */
    void restart(OrderId order, Instant lostAt, String why);
}
