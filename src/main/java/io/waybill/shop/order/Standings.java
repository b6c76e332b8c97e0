package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.OrderStandings;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which orders are still open, for repairs and the audit. */
@Service
class Standings implements OrderStandings {

    private final OrderRows rows;

    Standings(OrderRows rows) {
        this.rows = rows;
    }

    @Override
    @Transactional(readOnly = true)
    public Standing of(OrderId order) {
        return standing(rows.statusOf(order));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing lock(OrderId order) {
        return rows.lock(order) ? standing(rows.statusOf(order)) : Standing.UNKNOWN;
    }

    private static Standing standing(Optional<OrderStatus> status) {
        return status.map(known -> known.isFinal() ? Standing.ENDED : Standing.OPEN)
                .orElse(Standing.UNKNOWN);
    }
}
