package io.waybill.peers.shop;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The orders' own tables. */
public class Orders {

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final String insert;

    Orders(JdbcTemplate db, Dialect dialect) {
        this.db = JdbcClient.create(db);
        this.batches = db;
        this.insert = dialect.insertOnce("""
                into orders (order_id, customer_id, status, total, street, city, placed_at, version)
                values (?, ?, 'PLACED', ?, ?, ?, utc_timestamp(6), 0)""");
    }

    /** Writes the order with its lines. Writes nothing if it is there already. */
    @Transactional
    public void insert(NewOrder order) {
        int written = db.sql(insert)
                .params(order.id(), order.customerId(), order.total(), order.street(), order.city())
                .update();
        if (written == 0) {
            return;
        }
        batches.batchUpdate("""
                insert into order_line (order_id, item_id, item_name, unit_price, quantity) values (?, ?, ?, ?, ?)""", order.lines(), order.lines().size(), (row, line) -> {
            row.setString(1, order.id());
            row.setLong(2, line.itemId());
            row.setString(3, line.itemName());
            row.setLong(4, line.unitPrice());
            row.setLong(5, line.quantity());
        });
    }

    /** Ends the order as completed or rejected; of an order that has ended, changes nothing. Answers how it ended. */
    @Transactional
    public OrderEnded end(String order, OrderEnded.Status status) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        int ended = db.sql("""
                        update orders set status = ?, closed_at = ?, version = version + 1
                        where order_id = ? and status = 'PLACED'""")
                .params(status.name(), LocalDateTime.ofInstant(now, ZoneOffset.UTC), order)
                .update();
        return ended == 1 ? new OrderEnded(order, status, now) : ended(order);
    }

    /** How the order ended. */
    public OrderEnded ended(String order) {
        return db.sql("select status, closed_at from orders where order_id = ? and closed_at is not null")
                .param(order)
                .query((row, number) -> new OrderEnded(
                        order,
                        OrderEnded.Status.valueOf(row.getString(1)),
                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .single();
    }
}
