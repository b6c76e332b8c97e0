package io.waybill.peers.shop;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds, releases and captures credit, with the tables and the conditional updates of Waybill. Every call is keyed by the
 * order: done twice, it has an effect once.
 */
public class Accounts {

    private final JdbcClient db;
    private final String insertHold;

    Accounts(JdbcClient db, Dialect dialect) {
        this.db = db;
        this.insertHold = dialect.insertOnce(
                "into account_hold (order_id, customer_id, amount, status) values (?, ?, ?, 'HELD')");
    }

    private record Due(String customerId, long total) {}

    private record Hold(String customerId, long held, String status) {

        boolean isHeld() {
            return status.equals("HELD");
        }
    }

    /** Holds the order's total. Answers false if the credit does not suffice. */
    @Transactional
    public boolean reserve(String order) {
        Due due = db.sql("select customer_id, total from orders where order_id = ?")
                .param(order)
                .query(Due.class)
                .single();
        boolean first =
                db.sql(insertHold).params(order, due.customerId(), due.total()).update() == 1;
        if (!first) {
            return findHold(order, "").filter(Hold::isHeld).isPresent();
        }
        int moved = db.sql("""
                        update account set available = available - ?, held = held + ?
                        where customer_id = ? and available >= ?""")
                .params(due.total(), due.total(), due.customerId(), due.total())
                .update();
        if (moved == 0) {
            mark(order, "REFUSED");
            return false;
        }
        enter(order, due.customerId(), "HELD", -due.total(), due.total(), 0);
        return true;
    }

    /** Gives back what is held, if anything is. */
    @Transactional
    public void release(String order) {
        findHold(order, " for update").filter(Hold::isHeld).ifPresent(hold -> {
            move(
                    hold,
                    "update account set held = held - ?, available = available + ? where customer_id = ? and held >= ?");
            enter(order, hold.customerId(), "RELEASED", hold.held(), -hold.held(), 0);
            mark(order, "RELEASED");
        });
    }

    /** Charges what is held. */
    @Transactional
    public void capture(String order) {
        findHold(order, " for update").filter(Hold::isHeld).ifPresent(hold -> {
            move(
                    hold,
                    "update account set held = held - ?, captured = captured + ? where customer_id = ? and held >= ?");
            enter(order, hold.customerId(), "CAPTURED", 0, -hold.held(), hold.held());
            mark(order, "CAPTURED");
        });
    }

    private Optional<Hold> findHold(String order, String locking) {
        return db.sql("select customer_id, amount as held, status from account_hold where order_id = ?" + locking)
                .param(order)
                .query(Hold.class)
                .optional();
    }

    private void mark(String order, String status) {
        db.sql("update account_hold set status = ? where order_id = ?")
                .params(status, order)
                .update();
    }

    private void move(Hold hold, String update) {
        int moved = db.sql(update)
                .params(hold.held(), hold.held(), hold.customerId(), hold.held())
                .update();
        if (moved != 1) {
            throw new IllegalStateException(
                    "The account of %s does not hold %d".formatted(hold.customerId(), hold.held()));
        }
    }

    private void enter(String order, String customer, String kind, long available, long held, long captured) {
        db.sql("""
                        insert into account_ledger (customer_id, order_id, kind, available, held, captured, at)
                        values (?, ?, ?, ?, ?, ?, utc_timestamp(6))""").params(customer, order, kind, available, held, captured).update();
    }
}
