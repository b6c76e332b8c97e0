package io.waybill.shop.order;

import io.waybill.core.OrderId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What every step of every order needs of its row, in plain SQL: loading the {@link Order} would cost more than the step
 * itself.
 */
@Repository
public class OrderRows {

    private final JdbcClient db;

    OrderRows(JdbcClient db) {
        this.db = db;
    }

    public static IllegalArgumentException unknown(OrderId id) {
        return new IllegalArgumentException("There is no order " + id);
    }

    public Optional<OrderStatus> statusOf(OrderId id) {
        return db.sql("select status from orders where order_id = ?")
                .param(id.value())
                .query(OrderStatus.class)
                .optional();
    }

    public boolean isToBeCancelled(OrderId id) {
        return db.sql("select count(*) from orders where order_id = ? and cancel_requested_at is not null")
                        .param(id.value())
                        .query(Long.class)
                        .single()
                > 0;
    }
}
