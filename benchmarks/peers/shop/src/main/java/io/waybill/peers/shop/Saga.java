package io.waybill.peers.shop;

/** What the peers differ in: how the saga of an order is run. */
public interface Saga {

    /** Accepts the order. When this returns, the order is durable and reaches its end whatever happens. */
    void start(NewOrder order);
}
