package io.waybill.peers.dbos;

import io.waybill.peers.shop.NewOrder;

/** Takes an order from its placement to its end. */
interface OrderWorkflow {

    void run(NewOrder order);
}
