package io.waybill.peers.dbos;

import dev.dbos.transact.workflow.Workflow;
import io.waybill.peers.shop.Accounts;

/** One step each, in a workflow of its own: DBOS runs the steps of one workflow one after another. */
class DurableCredit implements CreditWorkflows {

    private final TransactionalSteps steps;
    private final Accounts accounts;

    DurableCredit(TransactionalSteps steps, Accounts accounts) {
        this.steps = steps;
        this.accounts = accounts;
    }

    @Override
    @Workflow(name = "reserve credit")
    public boolean reserve(String order) {
        return steps.run("reserve credit", () -> accounts.reserve(order));
    }

    @Override
    @Workflow(name = "capture credit")
    public void capture(String order) {
        steps.run("capture credit", () -> accounts.capture(order));
    }
}
