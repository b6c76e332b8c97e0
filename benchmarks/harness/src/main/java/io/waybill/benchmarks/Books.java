package io.waybill.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What must be true in a contender's database when all its orders have ended, on MariaDB and on PostgreSQL. */
final class Books {

    private static final Map<String, String> WRONG = new LinkedHashMap<>();

    static {
        WRONG.put(
                "orders that have not ended",
                "select count(*) from orders where status not in ('COMPLETED', 'REJECTED', 'CANCELLED')");
        WRONG.put("accounts that are not the sum of their entries", """
                select count(*) from account a join (
                  select customer_id, sum(available) as available, sum(held) as held, sum(captured) as captured
                  from account_ledger group by customer_id) l on l.customer_id = a.customer_id
                where a.available <> l.available or a.held <> l.held or a.captured <> l.captured""");
        WRONG.put("accounts that hold something", "select count(*) from account where held <> 0");
        WRONG.put("orders that were completed but not paid for, or paid for but not completed", """
                select count(*) from orders o left join account_hold h on h.order_id = o.order_id
                where (o.status = 'COMPLETED') <> (coalesce(h.status, '') = 'CAPTURED')
                or (h.status = 'CAPTURED' and h.amount <> o.total)""");
        WRONG.put("money captured beyond the totals of completed orders", """
                select (select sum(captured) from account)
                - (select coalesce(sum(total), 0) from orders where status = 'COMPLETED')""");
        WRONG.put("orders that were completed but not shipped, or shipped but not completed", """
                select count(*) from orders o left join stock_hold h on h.order_id = o.order_id
                where (o.status = 'COMPLETED') <> (coalesce(h.status, '') = 'SHIPPED')""");
        WRONG.put("items with a reservation", "select count(*) from stock where reserved <> 0");
        WRONG.put("items whose stock is not the sum of its entries", """
                select count(*) from stock s join (
                  select item_id, sum(quantity) as quantity from stock_entry group by item_id) e on e.item_id = s.item_id
                where s.available + s.reserved + s.shipped <> e.quantity""");
        WRONG.put("pieces shipped beyond those of completed orders", """
                select (select sum(shipped) from stock)
                - (select coalesce(sum(l.quantity), 0) from order_line l join orders o on o.order_id = l.order_id
                   where o.status = 'COMPLETED')""");
    }

    private Books() {}

    /** @throws IllegalStateException if anything is wrong */
    static void check(String name, JdbcTemplate database) {
        WRONG.forEach((what, query) -> {
            long found = database.queryForObject(query, Long.class);
            if (found != 0) {
                throw new IllegalStateException("The books of %s are wrong: %d %s".formatted(name, found, what));
            }
        });
        System.out.printf("The books of %s are correct%n", name);
    }
}
