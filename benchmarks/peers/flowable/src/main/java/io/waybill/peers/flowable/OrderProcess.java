package io.waybill.peers.flowable;

import io.waybill.peers.shop.NewOrder;
import io.waybill.peers.shop.Orders;
import io.waybill.peers.shop.Saga;
import org.flowable.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The order and its process instance are written in one transaction: the engine uses the same database. */
@Service
class OrderProcess implements Saga {

    private final Orders orders;
    private final RuntimeService engine;

    OrderProcess(Orders orders, RuntimeService engine) {
        this.orders = orders;
        this.engine = engine;
    }

    @Override
    @Transactional
    public void start(NewOrder order) {
        orders.insert(order);
        engine.startProcessInstanceByKey("order", order.id());
    }
}
