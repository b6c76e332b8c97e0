package io.waybill.shop.order.process;

import io.waybill.core.OrderId;
import io.waybill.shop.order.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends orders at an operator's request. */
@Service
public class ForcedEnds {

    private final Endings endings;
    private final ProcessMessages process;

    ForcedEnds(Endings endings, ProcessMessages process) {
        this.endings = endings;
        this.process = process;
    }

    /**
     * Ends an order, whatever its process is doing, and stops the process.
     *
     * @throws io.waybill.core.refusal.NotFound if there is no such order
     * @throws io.waybill.core.refusal.Conflict if it is too late
     */
    @Transactional
    public Order end(OrderId id, String who, String why) {
        Order ended = endings.force(id, who, why);
        process.stop(id);
        return ended;
    }
}
