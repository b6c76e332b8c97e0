package io.waybill.peers.restate;

import dev.restate.client.Client;
import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.Saga;
import org.springframework.stereotype.Service;

/** Restate has the order before it is answered; the first step writes it to the database. */
@Service
class OrderWorkflows implements Saga {

    private final Client restate;

    OrderWorkflows(Client restate) {
        this.restate = restate;
    }

    @Override
    public void start(NewOrder order) {
        OrderWorkflowClient.fromClient(restate, order.id()).submit(order);
    }
}
