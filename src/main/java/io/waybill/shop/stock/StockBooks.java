package io.waybill.shop.stock;

import static java.util.stream.Collectors.toMap;

import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stock tables. Pieces move by conditional updates (law 9); rows are locked in the order of the item ids. */
@Repository
class StockBooks {

    private final JdbcClient db;
    private final JdbcTemplate jdbc;

    StockBooks(JdbcClient db, JdbcTemplate jdbc) {
        this.db = db;
        this.jdbc = jdbc;
    }

    enum HoldStatus {
        HELD,
        RELEASED,
        SHIPPED
    }

    record HoldLine(long itemId, long wanted, long reserved) {

        long missing() {
            return wanted - reserved;
        }
    }

    Optional<StockLevel> find(ItemId item) {
        return find(item, "");
    }

    private Optional<StockLevel> find(ItemId item, String locking) {
        return db.sql("select item_id, available, reserved, shipped from stock where item_id = ?" + locking)
                .param(item.value())
                .query(StockLevel.class)
                .optional();
    }

    /** The items with fewer pieces available than that, by item id: this page and the row after it. */
    List<StockLevel> list(long after, long availableBelow, Pageable part) {
        return List.copyOf(db.sql("""
                        select item_id, available, reserved, shipped from stock
                        where item_id > ? and available < ? order by item_id limit ? offset ?""")
                .params(after, availableBelow, part.getPageSize() + 1, part.getOffset())
                .query(StockLevel.class)
                .list());
    }

    /** Locks these items and returns how many pieces of each are available. */
    Map<Long, Long> lockAvailable(List<Long> items) {
        record Available(long itemId, long available) {}
        return db
                .sql("select item_id, available from stock where item_id in (:items) order by item_id for update")
                .param("items", items)
                .query(Available.class)
                .list()
                .stream()
                .collect(toMap(Available::itemId, Available::available));
    }

    /** Moves what the order's lines hold from available to reserved. */
    void reserve(OrderId order, List<HoldLine> lines) {
        move(order, lines, """
                s.available = s.available - l.reserved, s.reserved = s.reserved + l.reserved
                where s.available >= l.reserved""");
    }

    /** Moves what the order's lines hold from reserved back to available. */
    void release(OrderId order, List<HoldLine> lines) {
        move(order, lines, """
                s.reserved = s.reserved - l.reserved, s.available = s.available + l.reserved
                where s.reserved >= l.reserved""");
    }

    /** Moves what the order's lines hold from reserved to shipped. */
    void ship(OrderId order, List<HoldLine> lines) {
        move(order, lines, """
                s.reserved = s.reserved - l.reserved, s.shipped = s.shipped + l.reserved
                where s.reserved >= l.reserved""");
    }

    private void move(OrderId order, List<HoldLine> lines, String change) {
        long held = lines.stream().filter(line -> line.reserved() > 0).count();
        if (held == 0) {
            return;
        }
        int moved = db.sql("update stock_hold_line l straight_join stock s on s.item_id = l.item_id set " + change
                        + " and l.order_id = ? and l.reserved > 0")
                .param(order.value())
                .update();
        if (moved != held) {
            throw new IllegalStateException(
                    "The stock of %d items is less than what order %s holds".formatted(held - moved, order));
        }
    }

    void addReserved(ItemId item, long quantity) {
        add(item, quantity, """
                insert into stock (item_id, available, reserved, shipped) values (:item, 0, :quantity, 0)
                on duplicate key update reserved = reserved + :quantity""");
    }

    void addAvailable(ItemId item, long quantity) {
        add(item, quantity, """
                insert into stock (item_id, available, reserved, shipped) values (:item, :quantity, 0, 0)
                on duplicate key update available = available + :quantity""");
    }

    private void add(ItemId item, long quantity, String sql) {
        db.sql(sql).param("item", item.value()).param("quantity", quantity).update();
    }

    /** Locks the item's stock, creating an empty one if there is none. */
    StockLevel lock(ItemId item) {
        return find(item, " for update").orElseGet(() -> {
            db.sql("insert ignore into stock (item_id, available, reserved, shipped) values (?, 0, 0, 0)")
                    .param(item.value())
                    .update();
            return find(item, " for update").orElseThrow();
        });
    }

    void adjust(ItemId item, long difference) {
        db.sql("update stock set available = available + ? where item_id = ?")
                .params(difference, item.value())
                .update();
        db.sql("insert into stock_entry (item_id, kind, quantity, at) values (?, 'ADJUSTED', ?, utc_timestamp(6))")
                .params(item.value(), difference)
                .update();
    }

    /** @param madeFor the id of the order or of the restock */
    void enterProduced(ItemId item, String madeFor, long quantity) {
        db.sql("""
                        insert into stock_entry (item_id, order_id, kind, quantity, at)
                        values (?, ?, 'PRODUCED', ?, utc_timestamp(6))""").params(item.value(), madeFor, quantity).update();
    }

    /**
     * Returns false, and changes nothing, if the order already has its row; waits for a transaction that is inserting
     * it.
     */
    boolean openHold(OrderId order, HoldStatus status) {
        return db.sql("insert ignore into stock_hold (order_id, status) values (?, ?)")
                        .params(order.value(), status.name())
                        .update()
                == 1;
    }

    HoldStatus findHold(OrderId order) {
        return hold(order, "");
    }

    HoldStatus lockHold(OrderId order) {
        return hold(order, " for update");
    }

    /** Empty if nothing was ever asked for. */
    Optional<HoldStatus> lockedHold(OrderId order) {
        return findHold(order, " for update");
    }

    /** Locks the order's row. If it has none, leaves a tombstone: a row that says released. */
    HoldStatus lockHoldOrMarkReleased(OrderId order) {
        Optional<HoldStatus> hold = findHold(order, " for update");
        if (hold.isEmpty()) {
            openHold(order, HoldStatus.RELEASED);
        }
        return hold.orElseGet(() -> lockHold(order));
    }

    private HoldStatus hold(OrderId order, String locking) {
        return findHold(order, locking)
                .orElseThrow(() -> new IllegalStateException("No stock was ever requested for order " + order));
    }

    private Optional<HoldStatus> findHold(OrderId order, String locking) {
        return db.sql("select status from stock_hold where order_id = ?" + locking)
                .param(order.value())
                .query(HoldStatus.class)
                .optional();
    }

    void markHold(OrderId order, HoldStatus status) {
        db.sql("update stock_hold set status = ? where order_id = ?")
                .params(status.name(), order.value())
                .update();
    }

    void addHoldLines(OrderId order, List<HoldLine> lines) {
        jdbc.batchUpdate(
                "insert into stock_hold_line (order_id, item_id, wanted, reserved, short) values (?, ?, ?, ?, ?)",
                lines.stream()
                        .map(line -> new Object[] {
                            order.value(), line.itemId(), line.wanted(), line.reserved(), line.missing()
                        })
                        .toList());
    }

    List<HoldLine> holdLines(OrderId order) {
        return List.copyOf(
                db.sql("select item_id, wanted, reserved from stock_hold_line where order_id = ? order by item_id")
                        .param(order.value())
                        .query(HoldLine.class)
                        .list());
    }

    /** Returns the order's lines and locks the stock of their items. */
    List<HoldLine> holdLinesOfLockedStock(OrderId order) {
        return List.copyOf(
                db.sql("""
                        select l.item_id, l.wanted, l.reserved
                        from stock_hold_line l left join stock s on s.item_id = l.item_id
                        where l.order_id = ? order by l.item_id for update""").param(order.value()).query(HoldLine.class).list());
    }

    void addToHoldLine(OrderId order, ItemId item, long quantity) {
        db.sql("update stock_hold_line set reserved = reserved + ? where order_id = ? and item_id = ?")
                .params(quantity, order.value(), item.value())
                .update();
    }

    void clearHoldLines(OrderId order) {
        db.sql("update stock_hold_line set reserved = 0 where order_id = ?")
                .param(order.value())
                .update();
    }

    void putOnDock(OrderId order, ItemId item, long quantity) {
        db.sql("insert into stock_dock (order_id, item_id, quantity) values (?, ?, ?)")
                .params(order.value(), item.value(), quantity)
                .update();
    }

    /** Empties the order's dock and returns what was on it, by item id. */
    List<Pieces> clearDock(OrderId order) {
        List<Pieces> goods = List.copyOf(
                db.sql("select item_id, quantity from stock_dock where order_id = ? order by item_id for update")
                        .param(order.value())
                        .query(Pieces.class)
                        .list());
        db.sql("delete from stock_dock where order_id = ?").param(order.value()).update();
        return goods;
    }
}
