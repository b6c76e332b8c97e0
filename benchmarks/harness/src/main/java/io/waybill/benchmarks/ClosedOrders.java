package io.waybill.benchmarks;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders that were completed long ago, with all the rows that such an order leaves behind. */
final class ClosedOrders {

    /** Like a version 7 order id from a year ago: these ids sort before all new ones. */
    private static final String ID = "concat('01930000-0000-7000-8000-', lpad(hex(seq), 12, '0'))";

    private static final String CUSTOMER = "concat('R-', seq % 1000)";
    private static final String ITEM = "(1001 + seq % 999)";
    private static final String DAY = "(timestamp '2025-11-01 00:00:00' + interval seq % 30000000 second)";

    private static final List<String> ROWS = List.of(
            """
            insert into orders (order_id, customer_id, status, total, recipient, street, city, placed_at, closed_at, version)
            select %1$s, %2$s, 'COMPLETED', 200, 'R', 'Main street 1', 'Seoul', %4$s, %4$s + interval 2 second, 5""",
            """
            insert into order_line (order_id, item_id, item_name, unit_price, quantity)
            select %1$s, %3$s + more.seq_0_to_1, 'Item', 100, 1""",
            "insert into account_hold (order_id, customer_id, amount, status) select %1$s, %2$s, 200, 'CAPTURED'",
            "insert into stock_hold (order_id, status) select %1$s, 'SHIPPED'",
            """
            insert into stock_hold_line (order_id, item_id, wanted, reserved, short)
            select %1$s, %3$s + more.seq_0_to_1, 1, 1, 0""",
            """
            insert into account_ledger (customer_id, order_id, kind, available, held, captured, at)
            select %2$s, %1$s, if(more.seq_0_to_1 = 0, 'HELD', 'CAPTURED'), if(more.seq_0_to_1 = 0, -200, 0),
              if(more.seq_0_to_1 = 0, 200, -200), if(more.seq_0_to_1 = 0, 0, 200), %4$s""",
            "insert into delivery (order_id, status, version) select %1$s, 'ACCEPTED', 2",
            """
            insert into delivery_offer (order_id, number, driver_id, status, offered_at, answered_at)
            select %1$s, 1, 'D-1', 'ACCEPTED', %4$s, %4$s + interval 1 second""",
            """
            insert into order_timeline (order_id, at, step, outcome, detail)
            select %1$s, %4$s, elt(more.seq_0_to_9 + 1, 'order.place', 'account.reserve', 'stock.reserve',
              'delivery.book', 'delivery.offer', 'delivery.accepted', 'order.commit', 'account.capture', 'stock.ship',
              'order.complete'), 'DONE', 'All reserved'""",
            // Negative keys, because the engine assigns keys from 1 on and needs each to be free.
            """
            insert into process_instance (instance_key, process_id, order_id, seen_at, ended_at)
            select cast(seq as signed) - 1000000000, 'order-fulfilment', %1$s, %4$s, %4$s + interval 2 second""");

    private static final List<String> TABLES = List.of(
            "account",
            "account_hold",
            "account_ledger",
            "delivery",
            "delivery_offer",
            "order_line",
            "order_timeline",
            "orders",
            "process_instance",
            "stock",
            "stock_hold",
            "stock_hold_line");

    private ClosedOrders() {}

    /** Adds this many, and updates accounts and stock to match. Returns by how many bytes the database has grown. */
    static long add(JdbcTemplate database, int count) {
        long before = Counters.databaseBytes(database);
        System.out.printf("Adding %d closed orders%n", count);
        for (String rows : ROWS) {
            String several = rows.contains("seq_0_to_9") ? "seq_0_to_9" : "seq_0_to_1";
            String more = rows.contains("more.") ? " join (select seq as %1$s from %1$s) more".formatted(several) : "";
            for (int from = 1; from <= count; from += 100_000) {
                String seq = " from seq_%d_to_%d".formatted(from, Math.min(count, from + 99_999));
                database.update(rows.formatted(ID, CUSTOMER, ITEM, DAY) + seq + more);
            }
        }
        database.update("""
                update account a join (select customer_id, 200 * count(*) as spent from account_hold
                  where status = 'CAPTURED' group by customer_id) s on s.customer_id = a.customer_id
                set a.captured = s.spent, a.available = a.available - s.spent""");
        database.update("""
                update stock s join (select item_id, count(*) as pieces from stock_hold_line group by item_id) l
                on l.item_id = s.item_id set s.shipped = l.pieces, s.available = s.available - l.pieces""");
        // Otherwise the optimizer assumes that the tables are still empty.
        database.execute("analyze table " + String.join(", ", TABLES));
        return Counters.databaseBytes(database) - before;
    }
}
