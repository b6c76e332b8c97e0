package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.platform.security.Caller;
import io.waybill.platform.web.NotFound;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests to cancel orders. */
@Service
class Cancellations {

    private final Orders orders;
    private final OrderRows rows;
    private final Timeline timeline;
    private final ProcessMessages process;
    private final OrderViews views;
    private final Clock clock;

    Cancellations(
            Orders orders, OrderRows rows, Timeline timeline, ProcessMessages process, OrderViews views, Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.timeline = timeline;
        this.process = process;
        this.views = views;
        this.clock = clock;
    }

    /**
     * Requests an order's cancellation. Once this transaction commits it will not ship; the process then undoes what
     * was done.
     *
     * @throws NotFound if there is no such order that the caller may see
     */
    @Transactional
    public ResponseEntity<OrderView> request(OrderId id, Caller caller) {
        Order order = orders.lock(id, caller.onlyCustomer()).orElseThrow(() -> new NotFound("order", id));
        if (order.requestCancellation(clock.instant())) {
            // Written at once: the row is already locked, and the answer shows the entry.
            rows.add(new TimelineEntry(
                    StepTaken.done(id, "order.cancel-requested", "Cancellation requested"), clock.instant()));
            process.cancellationRequested(id);
        }
        return ResponseEntity.accepted().body(views.full(order, timeline.of(id)));
    }
}
