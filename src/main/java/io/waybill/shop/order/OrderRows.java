package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.Utc;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What every step of every order needs of its row, in plain SQL: loading the {@link Order} would cost more than the step
 * itself.
 */
@Repository
public class OrderRows {

    private final JdbcClient db;
    private final EntityManager entities;

    OrderRows(JdbcClient db, EntityManager entities) {
        this.db = db;
        this.entities = entities;
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

    /**
     * Locks the order's row after flushing all changes of the transaction so far, because it is the last row that a
     * step locks. Returns false if there is no such order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(OrderId id) {
        entities.flush();
        return db.sql("select order_id from orders where order_id = ? for update")
                .param(id.value())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Adds an entry to the timeline of a locked order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(TimelineEntry entry) {
        db.sql("""
                        insert into order_timeline (order_id, at, step, outcome, detail)
                        values (:order, :at, :step, :outcome, :detail)""")
                .param("order", entry.order().value())
                .param("at", Utc.of(entry.at()))
                .param("step", entry.step())
                .param("outcome", entry.outcome().name())
                .param("detail", entry.detail())
                .update();
    }
}
