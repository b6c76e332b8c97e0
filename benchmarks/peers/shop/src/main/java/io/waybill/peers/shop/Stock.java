package io.waybill.peers.shop;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves, releases and ships stock, with the tables and the conditional updates of Waybill, row by row in the order of
 * the item ids. Every call is keyed by the order: done twice, it has an effect once.
 */
public class Stock {

    private static final String RELEASE =
            "update stock set reserved = reserved - ?, available = available + ? where item_id = ? and reserved >= ?";
    private static final String SHIP =
            "update stock set reserved = reserved - ?, shipped = shipped + ? where item_id = ? and reserved >= ?";

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final String insertHold;

    Stock(JdbcTemplate db, Dialect dialect) {
        this.db = JdbcClient.create(db);
        this.batches = db;
        this.insertHold = dialect.insertOnce("into stock_hold (order_id, status) values (?, 'HELD')");
    }

    private record Pieces(long itemId, long quantity) {}

    /** Reserves all that the order asks for. Answers false, and reserves nothing, if not all of it is there. */
    @Transactional
    public boolean reserve(String order) {
        boolean first = db.sql(insertHold).param(order).update() == 1;
        if (!first) {
            return status(order, "").equals("HELD");
        }
        List<Pieces> wanted = db.sql("select item_id, quantity from order_line where order_id = ? order by item_id")
                .param(order)
                .query(Pieces.class)
                .list();
        for (int taken = 0; taken < wanted.size(); taken++) {
            if (!take(wanted.get(taken))) {
                wanted.subList(0, taken).forEach(pieces -> move(pieces, RELEASE));
                mark(order, "REFUSED");
                return false;
            }
        }
        batches.batchUpdate(
                "insert into stock_hold_line (order_id, item_id, wanted, reserved, short) values (?, ?, ?, ?, 0)",
                wanted,
                wanted.size(),
                (row, pieces) -> {
                    row.setString(1, order);
                    row.setLong(2, pieces.itemId());
                    row.setLong(3, pieces.quantity());
                    row.setLong(4, pieces.quantity());
                });
        return true;
    }

    /** Gives back what is reserved, if anything is. */
    @Transactional
    public void release(String order) {
        if (status(order, " for update").equals("HELD")) {
            reserved(order).forEach(pieces -> move(pieces, RELEASE));
            db.sql("update stock_hold_line set reserved = 0 where order_id = ?")
                    .param(order)
                    .update();
            mark(order, "RELEASED");
        }
    }

    /** Ships what is reserved. */
    @Transactional
    public void ship(String order) {
        if (status(order, " for update").equals("HELD")) {
            reserved(order).forEach(pieces -> move(pieces, SHIP));
            mark(order, "SHIPPED");
        }
    }

    private boolean take(Pieces wanted) {
        return db.sql("""
                                update stock set available = available - ?, reserved = reserved + ?
                                where item_id = ? and available >= ?""")
                        .params(wanted.quantity(), wanted.quantity(), wanted.itemId(), wanted.quantity())
                        .update()
                == 1;
    }

    private void move(Pieces pieces, String update) {
        int moved = db.sql(update)
                .params(pieces.quantity(), pieces.quantity(), pieces.itemId(), pieces.quantity())
                .update();
        if (moved != 1) {
            throw new IllegalStateException(
                    "Not %d of item %d are reserved".formatted(pieces.quantity(), pieces.itemId()));
        }
    }

    private List<Pieces> reserved(String order) {
        return db.sql("select item_id, reserved as quantity from stock_hold_line where order_id = ? order by item_id")
                .param(order)
                .query(Pieces.class)
                .list();
    }

    private String status(String order, String locking) {
        return db.sql("select status from stock_hold where order_id = ?" + locking)
                .param(order)
                .query(String.class)
                .single();
    }

    private void mark(String order, String status) {
        db.sql("update stock_hold set status = ? where order_id = ?")
                .params(status, order)
                .update();
    }
}
