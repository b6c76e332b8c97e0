package io.waybill.core;

import java.time.Instant;

/** Starts the process of orders; the order module is behind it. */
public interface OrderProcess {

    /**
     * Starts the process of an order that is open and has none, within the current transaction. The engine ignores it if
     * there is one after all.
     */
    void startAgain(OrderId order);

    /**
     * Starts the process of an order again that its engine lost half-way, within the current transaction. Steps that were
     * done answer as they did, and messages that had arrived are sent again. An order whose compensation had begun is ended
     * instead, since it can no longer be fulfilled. Does nothing if the order has ended, or was restarted since then.
     *
     * @param lostAt when the engine was found to have lost it
     * @param why for the order's timeline
     */
    void restart(OrderId order, Instant lostAt, String why);
}
