package io.waybill.peers.dbos;

/** What is done for an order's credit while something else is done for its stock. */
interface CreditWorkflows {

    boolean reserve(String order);

    void capture(String order);
}
