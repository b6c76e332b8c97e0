package io.waybill.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.Saga;
import org.springframework.stereotype.Service;

/** DBOS has the workflow in the database before the order is answered; its first step writes the order's rows. */
@Service
class OrderWorkflows implements Saga {

    private final DBOS dbos;
    private final OrderWorkflow workflow;

    OrderWorkflows(DBOS dbos, OrderWorkflow workflow) {
        this.dbos = dbos;
        this.workflow = workflow;
    }

    @Override
    public void start(NewOrder order) {
        dbos.startWorkflow(() -> workflow.run(order), new StartWorkflowOptions(order.id()));
    }
}
