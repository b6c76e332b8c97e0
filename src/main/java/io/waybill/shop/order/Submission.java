package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.platform.idempotency.Outcome;
import io.waybill.platform.idempotency.Outcome.Done;
import io.waybill.platform.idempotency.Outcome.Refused;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.Unavailable;
import io.waybill.platform.web.Unprocessable;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accepts the orders that customers place. */
@Service
class Submission {

    private final Backlog backlog;
    private final OrderChecks checks;
    private final NewOrders newOrders;
    private final ProcessMessages process;
    private final Progress progress;
    private final OrderViews views;
    private final Clock clock;

    Submission(
            Backlog backlog,
            OrderChecks checks,
            NewOrders newOrders,
            ProcessMessages process,
            Progress progress,
            OrderViews views,
            Clock clock) {
        this.backlog = backlog;
        this.checks = checks;
        this.newOrders = newOrders;
        this.process = process;
        this.progress = progress;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Accepts an order. Once this transaction commits, the order will reach one of its ends.
     *
     * @throws AccessDeniedException if the caller may not order for this customer
     * @throws Unprocessable if the customer or an item does not exist
     * @throws Unavailable if too many orders wait for their start
     */
    @Transactional
    public ResponseEntity<OrderView> place(OrderRequest request, Caller caller) {
        return switch (place(List.of(request), caller).getFirst()) {
            case Done<OrderView> done -> done.answer();
            case Refused<OrderView> refused -> throw refused.why();
        };
    }

    /**
     * Accepts the orders that can be placed, and refuses each of the others with the exception that
     * {@link #place(OrderRequest, Caller)} would throw.
     *
     * @throws Unavailable if too many orders are waiting to start to take on all of these
     */
    @Transactional
    public List<Outcome<OrderView>> place(List<OrderRequest> requests, Caller caller) {
        Instant now = clock.instant();
        OrderChecks.Known known = checks.known(requests);
        List<Order> accepted = new ArrayList<>();
        List<Outcome<OrderView>> outcomes = new ArrayList<>();
        for (OrderRequest request : requests) {
            try {
                Order order = known.order(request, caller, now);
                accepted.add(order);
                TimelineEntry placed = placed(order.id(), now);
                outcomes.add(new Done<>(ResponseEntity.accepted()
                        .location(URI.create("/orders/" + order.id()))
                        .body(views.full(order, List.of(placed)))));
            } catch (AccessDeniedException | Unprocessable e) {
                outcomes.add(new Refused<>(e));
            }
        }
        if (!accepted.isEmpty()) {
            backlog.add(accepted.size());
            newOrders.insert(accepted, placed(accepted.getFirst().id(), now));
            process.placed(accepted);
            progress.made(accepted);
        }
        return outcomes;
    }

    private static TimelineEntry placed(OrderId id, Instant at) {
        return new TimelineEntry(StepTaken.done(id, "order.place", "Placed"), at);
    }
}
