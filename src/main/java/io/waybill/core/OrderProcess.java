package io.waybill.core;

/** Starts the process of orders; the order module is behind it. */
public interface OrderProcess {

    /**
     * Starts the process of an order that is open and has none, within the current transaction. The engine ignores it if
     * there is one after all.
     */
    void startAgain(OrderId order);
}
