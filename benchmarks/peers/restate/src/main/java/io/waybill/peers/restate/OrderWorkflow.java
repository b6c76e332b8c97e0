package io.waybill.peers.restate;

import dev.restate.sdk.DurableFuture;
import dev.restate.sdk.WorkflowContext;
import dev.restate.sdk.annotation.Workflow;
import io.waybill.peers.shop.Accounts;
import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.OrderEnded.Status;
import io.waybill.peers.shop.OrderEvents;
import io.waybill.peers.shop.Orders;
import io.waybill.peers.shop.Stock;
import org.springframework.stereotype.Component;

/** The saga. What a step answered is in Restate's journal before the next begins; a step may be done twice. */
@Workflow
@Component
public class OrderWorkflow {

    private final Orders orders;
    private final Accounts accounts;
    private final Stock stock;
    private final OrderEvents events;

    OrderWorkflow(Orders orders, Accounts accounts, Stock stock, OrderEvents events) {
        this.orders = orders;
        this.accounts = accounts;
        this.stock = stock;
        this.events = events;
    }

    /** Takes the order from its placement to its end. */
    @Workflow
    public void run(WorkflowContext restate, NewOrder order) {
        restate.run("place order", () -> orders.insert(order));
        DurableFuture<Boolean> credit =
                restate.runAsync("reserve credit", Boolean.class, () -> accounts.reserve(order.id()));
        DurableFuture<Boolean> goods =
                restate.runAsync("reserve stock", Boolean.class, () -> stock.reserve(order.id()));
        DurableFuture.all(credit, goods).await();
        if (credit.await() && goods.await()) {
            DurableFuture.all(
                            restate.runAsync("capture credit", () -> accounts.capture(order.id())),
                            restate.runAsync("ship stock", () -> stock.ship(order.id())))
                    .await();
            end(restate, order, Status.COMPLETED);
        } else {
            if (credit.await()) {
                restate.run("release credit", () -> accounts.release(order.id()));
            }
            if (goods.await()) {
                restate.run("release stock", () -> stock.release(order.id()));
            }
            end(restate, order, Status.REJECTED);
        }
    }

    private void end(WorkflowContext restate, NewOrder order, Status status) {
        String message = restate.run(
                "end order", String.class, () -> orders.end(order.id(), status).json());
        restate.run("tell others", () -> events.send(message));
    }
}
