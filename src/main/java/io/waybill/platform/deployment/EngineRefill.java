package io.waybill.platform.deployment;

import io.waybill.core.OrderId;
import io.waybill.core.OrderProcess;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refills an engine that has lost everything (law 12): it gets the model again, and the process of each open order that
 * it had starts again, passing through what is done already.
 */
@Component
class EngineRefill {

    private static final Logger log = LoggerFactory.getLogger(EngineRefill.class);

    private static final int AT_ONCE = 500;
    private static final String WHY = "The engine lost the order's process; it starts again";

    private final JdbcClient db;
    private final ModelDeployment deployment;
    private final OrderProcess orders;
    private final TransactionTemplate transaction;

    EngineRefill(
            JdbcClient db, ModelDeployment deployment, OrderProcess orders, PlatformTransactionManager transactions) {
        this.db = db;
        this.deployment = deployment;
        this.orders = orders;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Restarts what the engine had. Two replicas may do this at once: an order is still restarted only once. */
    void refill(EngineLoss loss) {
        deployment.deployAnew();
        int filled = 0;
        List<String> some = withoutProcess("");
        while (!some.isEmpty()) {
            for (String order : some) {
                transaction.executeWithoutResult(status -> orders.restart(OrderId.of(order), loss.at(), WHY));
            }
            filled += some.size();
            some = withoutProcess(some.getLast());
        }
        log.warn(
                "The engine {} is refilled: {} orders start again",
                loss.engine().setting(),
                filled);
    }

    private List<String> withoutProcess(String after) {
        return List.copyOf(
                db.sql("""
                        select o.order_id from orders o
                        where o.status in ('PLACED', 'IN_PRODUCTION', 'IN_DELIVERY', 'SHIPPED') and o.order_id > ?
                          and not exists (select 1 from process_instance p
                            where p.order_id = o.order_id and p.ended_at is null)
                        order by o.order_id limit ?""").params(after, AT_ONCE).query(String.class).list());
    }
}
