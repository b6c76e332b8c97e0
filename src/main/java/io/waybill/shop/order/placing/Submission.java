package io.waybill.shop.order.placing;

import io.waybill.core.refusal.Unavailable;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Progress;
import io.waybill.shop.order.placing.Submission.Outcome.Accepted;
import io.waybill.shop.order.placing.Submission.Outcome.Refused;
import io.waybill.shop.order.process.ProcessMessages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts the orders that customers place. */
@Service
public class Submission {

    private final Backlog backlog;
    private final OrderChecks checks;
    private final NewOrders newOrders;
    private final ProcessMessages process;
    private final Progress progress;
    private final Clock clock;

    Submission(
            Backlog backlog,
            OrderChecks checks,
            NewOrders newOrders,
            ProcessMessages process,
            Progress progress,
            Clock clock) {
        this.backlog = backlog;
        this.checks = checks;
        this.newOrders = newOrders;
        this.process = process;
        this.progress = progress;
        this.clock = clock;
    }

    /** What became of one request among many. */
    public sealed interface Outcome {

        record Accepted(Order order) implements Outcome {}

        /** Refused, with the exception that {@link Submission#place(OrderRequest, Caller)} would throw. */
        record Refused(RuntimeException why) implements Outcome {}
    }

    /**
     * Accepts an order. Once this transaction commits, the order will reach one of its ends.
     *
     * @throws AccessDeniedException if the caller may not order for this customer
     * @throws Unprocessable if the customer or an item does not exist
     * @throws Unavailable if too many orders wait for their start
     */
    @Transactional
    public Order place(OrderRequest request, Caller caller) {
        return switch (place(List.of(request), caller).getFirst()) {
            case Accepted accepted -> accepted.order();
            case Refused refused -> throw refused.why();
        };
    }

    /**
     * Accepts the orders that can be placed, and refuses each of the others.
     *
     * @throws Unavailable if too many orders are waiting to start to take on all of these
     */
    @Transactional
    public List<Outcome> place(List<OrderRequest> requests, Caller caller) {
        Instant now = clock.instant();
        OrderChecks.Known known = checks.known(requests);
        List<Order> accepted = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (OrderRequest request : requests) {
            try {
                Order order = known.order(request, caller, now);
                accepted.add(order);
                outcomes.add(new Accepted(order));
            } catch (AccessDeniedException | Unprocessable e) {
                outcomes.add(new Refused(e));
            }
        }
        if (!accepted.isEmpty()) {
            backlog.add(accepted.size());
            newOrders.insert(accepted);
            process.placed(accepted);
            progress.made(accepted);
        }
        return outcomes;
    }
}
