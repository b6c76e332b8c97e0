package io.waybill.core;

/** Reports whether orders are still open; implemented by the order module. */
public interface OrderStandings {

    enum Standing {
        UNKNOWN,
        OPEN,
        ENDED
    }

    Standing of(OrderId order);

    /** The same, and keeps the order from ending until the current transaction is over. */
    Standing lock(OrderId order);
}
