package io.waybill.core;

/** Tells whether orders are still open; the order module is behind it. */
public interface OrderStandings {

    enum Standing {
        UNKNOWN,
        OPEN,
        ENDED
    }

    Standing of(OrderId order);

    /** The same, and the order does not end until the present transaction is over. */
    Standing lock(OrderId order);
}
