package io.waybill.core;

/** Starts the process of orders; the order module is behind it. */
public interface OrderProcess {

    /**
     * Starts the process of an order that is open and has none, within the current transaction. The engine ignores it if
     * there is one after all.
     */
    void startAgain(OrderId order);

    /**
     * Begins the process of an order once more that the engine has lost in the middle, within the current transaction. It
     * passes through what is done already, and is told again what it has to know. An order whose undoing had begun ends at
     * once instead: nothing else can become of it. Does nothing if the order has ended.
     *
     * @param why for the order's timeline
     */
    void restart(OrderId order, String why);
}
