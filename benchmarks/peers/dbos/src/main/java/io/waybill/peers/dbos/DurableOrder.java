package io.waybill.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.StepOptions;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import io.waybill.peers.shop.Accounts;
import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.OrderEnded.Status;
import io.waybill.peers.shop.OrderEvents;
import io.waybill.peers.shop.Orders;
import io.waybill.peers.shop.Stock;
import java.time.Duration;

/** The saga. What a step answered commits with what it did, so each is done once. */
class DurableOrder implements OrderWorkflow {

    /** SQS may be unavailable for a while; a step that is not tried again ends its workflow. */
    private static final StepOptions TELL_OTHERS = new StepOptions("tell others")
            .withMaxAttempts(1_000)
            .withRetryInterval(Duration.ofSeconds(1))
            .withBackoffRate(1);

    private final DBOS dbos;
    private final TransactionalSteps steps;
    private final CreditWorkflows credit;
    private final Orders orders;
    private final Accounts accounts;
    private final Stock stock;
    private final OrderEvents events;

    DurableOrder(
            DBOS dbos,
            TransactionalSteps steps,
            CreditWorkflows credit,
            Orders orders,
            Accounts accounts,
            Stock stock,
            OrderEvents events) {
        this.dbos = dbos;
        this.steps = steps;
        this.credit = credit;
        this.orders = orders;
        this.accounts = accounts;
        this.stock = stock;
        this.events = events;
    }

    @Override
    @Workflow(name = "order")
    public void run(NewOrder order) {
        String id = order.id();
        steps.run("place order", () -> orders.insert(order));
        WorkflowHandle<Boolean, RuntimeException> reserving = dbos.startWorkflow(() -> credit.reserve(id));
        boolean goods = steps.run("reserve stock", () -> stock.reserve(id));
        boolean money = reserving.getResult();
        if (money && goods) {
            WorkflowHandle<Void, RuntimeException> capturing = dbos.startWorkflow(() -> credit.capture(id));
            steps.run("ship stock", () -> stock.ship(id));
            capturing.getResult();
            end(id, Status.COMPLETED);
        } else {
            if (money) {
                steps.run("release credit", () -> accounts.release(id));
            }
            if (goods) {
                steps.run("release stock", () -> stock.release(id));
            }
            end(id, Status.REJECTED);
        }
    }

    private void end(String order, Status status) {
        String message = steps.run("end order", () -> orders.end(order, status).json());
        dbos.runStep(() -> events.send(message), TELL_OTHERS);
    }
}
