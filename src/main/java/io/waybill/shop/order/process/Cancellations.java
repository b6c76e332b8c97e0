package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.security.Caller;
import io.waybill.platform.timeline.Timelines;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.Orders;
import io.waybill.shop.order.Steps;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests to cancel orders. */
@Service
public class Cancellations {

    private final Orders orders;
    private final Timelines timelines;
    private final ProcessMessages process;
    private final Clock clock;

    Cancellations(Orders orders, Timelines timelines, ProcessMessages process, Clock clock) {
        this.orders = orders;
        this.timelines = timelines;
        this.process = process;
        this.clock = clock;
    }

    /**
     * Requests an order's cancellation. Once this transaction commits it will not ship; the process then undoes what
     * was done.
     *
     * @throws NotFound if there is no such order that the caller may see
     */
    @Transactional
    public Order request(OrderId id, Caller caller) {
        Order order = orders.lock(id, caller.onlyCustomer()).orElseThrow(() -> new NotFound("order", id));
        if (order.requestCancellation(clock.instant())) {
            // Written at once: the row is already locked, and the answer shows the entry.
            timelines.add(
                    StepTaken.done(id.subject(), Steps.CANCEL_REQUESTED, "Cancellation requested"), clock.instant());
            process.cancellationRequested(id);
        }
        return order;
    }
}
