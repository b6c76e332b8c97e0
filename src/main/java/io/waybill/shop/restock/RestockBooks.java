package io.waybill.shop.restock;

import io.waybill.core.RestockId;
import io.waybill.core.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of restocks. */
@Repository
class RestockBooks {

    private static final String COLUMNS =
            "r.restock_id, r.item_id, r.factory_id, r.quantity, r.status, r.reason, r.requested_at, r.closed_at";

    private static final String LOW = """
            from item i left join stock s on s.item_id = i.item_id
            where coalesce(s.available, 0) < i.reorder_level
            and not exists (select 1 from restock r where r.open_item = i.item_id)
            and not exists (select 1 from restock r
              where r.item_id = i.item_id and r.status = 'FAILED' and r.closed_at > :failed)
            """;

    private final JdbcClient db;

    RestockBooks(JdbcClient db) {
        this.db = db;
    }

    /** A restock that was added, and what its item is called. */
    record Added(Restock restock, String itemName) {}

    /**
     * The items to be restocked, by id.
     *
     * @param failed those whose restock failed after this time are left out
     */
    List<Long> low(Instant failed, int most) {
        return List.copyOf(db.sql("select i.item_id " + LOW + "order by i.item_id limit :most")
                .param("failed", Utc.of(failed))
                .param("most", most)
                .query(Long.class)
                .list());
    }

    /**
     * Adds a restock for each of these items that is still low, in their order (law 9). One statement looks and adds, and an
     * item has one open restock at a time: however many replicas do this at once, or however late, it is asked for once.
     */
    List<Added> add(List<Long> items, Instant failed, Instant now) {
        List<String> added = new ArrayList<>();
        for (Long item : items) {
            String id = RestockId.next().value();
            int rows = db.sql("""
                            insert ignore into restock (restock_id, item_id, factory_id, quantity, status, requested_at)
                            select :id, i.item_id, i.factory_id, i.reorder_target - coalesce(s.available, 0), 'REQUESTED',
                              :now
                            """ + LOW + "and i.item_id = :item")
                    .param("id", id)
                    .param("now", Utc.of(now))
                    .param("failed", Utc.of(failed))
                    .param("item", item)
                    .update();
            if (rows == 1) {
                added.add(id);
            }
        }
        return added.isEmpty() ? List.of() : find(added);
    }

    private List<Added> find(List<String> ids) {
        return List.copyOf(db.sql("select " + COLUMNS + """
                        , i.name from restock r join item i on i.item_id = r.item_id
                        where r.restock_id in (:ids) order by r.restock_id""")
                .param("ids", ids)
                .query((row, number) -> new Added(restock(row), row.getString("name")))
                .list());
    }

    Optional<Restock> lock(RestockId id) {
        return db.sql("select " + COLUMNS + " from restock r where r.restock_id = ? for update")
                .param(id.value())
                .query((row, number) -> restock(row))
                .optional();
    }

    void close(Restock restock, RestockStatus status, @Nullable String reason, Instant now) {
        db.sql("update restock set status = :status, reason = :reason, closed_at = :now where restock_id = :id")
                .param("status", status.name())
                .param("reason", reason)
                .param("now", Utc.of(now))
                .param("id", restock.id())
                .update();
    }

    /** Closes those that were requested before that time and are still open. */
    void closeUnanswered(Instant requestedBefore, String reason, Instant now) {
        db.sql("""
                        update restock set status = 'FAILED', reason = ?, closed_at = ?
                        where status = 'REQUESTED' and requested_at < ?""").params(reason, Utc.of(now), Utc.of(requestedBefore)).update();
    }

    /** The restocks, newest first: this page and the row after it. */
    List<Restock> list(RestockFilter filter, String before, Pageable part) {
        RestockStatus status = filter.status();
        return List.copyOf(db.sql("select " + COLUMNS + """
                         from restock r where r.restock_id < :before
                        and (:item is null or r.item_id = :item) and (:status is null or r.status = :status)
                        order by r.restock_id desc limit :limit offset :offset""")
                .param("before", before)
                .param("item", filter.itemId())
                .param("status", status == null ? null : status.name())
                .param("limit", part.getPageSize() + 1)
                .param("offset", part.getOffset())
                .query((row, number) -> restock(row))
                .list());
    }

    private static Restock restock(ResultSet row) throws SQLException {
        LocalDateTime closedAt = row.getObject("closed_at", LocalDateTime.class);
        return new Restock(
                row.getString("restock_id"),
                row.getLong("item_id"),
                row.getLong("factory_id"),
                row.getLong("quantity"),
                RestockStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                Utc.instant(row.getObject("requested_at", LocalDateTime.class)),
                closedAt == null ? null : Utc.instant(closedAt));
    }
}
