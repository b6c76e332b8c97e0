package io.waybill.shop.order.placing;

import io.waybill.core.StepTaken;
import io.waybill.core.Utc;
import io.waybill.shop.order.Order;
import io.waybill.shop.order.OrderLine;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Writes new orders, however many, in a handful of statements. */
@Repository
class NewOrders {

    private static final int ROWS_PER_STATEMENT = 500;

    private final JdbcTemplate db;

    NewOrders(JdbcTemplate db) {
        this.db = db;
    }

    /** Writes them with their lines and the first entry of each timeline. */
    void insert(List<Order> orders) {
        db.batchUpdate("""
                insert into orders (order_id, customer_id, status, total, recipient, street, postal_code, city, country,
                  placed_at, version)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)""", orders, ROWS_PER_STATEMENT, NewOrders::order);
        db.batchUpdate(
                """
                insert into order_line (order_id, item_id, item_name, unit_price, quantity) values (?, ?, ?, ?, ?)""",
                orders.stream()
                        .flatMap(order -> order.lines().stream().map(line -> new Line(order, line)))
                        .toList(),
                ROWS_PER_STATEMENT,
                NewOrders::line);
        db.batchUpdate(
                "insert into order_timeline (order_id, at, step, outcome, detail) values (?, ?, ?, ?, ?)",
                orders,
                ROWS_PER_STATEMENT,
                NewOrders::firstEntry);
    }

    private record Line(Order order, OrderLine line) {}

    private static void order(PreparedStatement row, Order order) throws SQLException {
        row.setString(1, order.id().value());
        row.setString(2, order.customer().value());
        row.setString(3, order.status().name());
        row.setLong(4, order.total().amount());
        row.setString(5, order.address().recipient());
        row.setString(6, order.address().street());
        row.setString(7, order.address().postalCode());
        row.setString(8, order.address().city());
        row.setString(9, order.address().country());
        row.setObject(10, Utc.of(order.placedAt()));
    }

    private static void firstEntry(PreparedStatement row, Order order) throws SQLException {
        StepTaken placed = order.placed();
        row.setString(1, order.id().value());
        row.setObject(2, Utc.of(order.placedAt()));
        row.setString(3, placed.step());
        row.setString(4, placed.outcome().name());
        row.setString(5, placed.detail());
    }

    private static void line(PreparedStatement row, Line of) throws SQLException {
        row.setString(1, of.order().id().value());
        row.setLong(2, of.line().item().value());
        row.setString(3, of.line().itemName());
        row.setLong(4, of.line().unitPrice().amount());
        row.setLong(5, of.line().quantity());
    }
}
