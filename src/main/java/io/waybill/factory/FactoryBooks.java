package io.waybill.factory;

import io.waybill.core.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The factories' tables. */
class FactoryBooks {

    private final JdbcClient db;

    FactoryBooks(JdbcClient db) {
        this.db = db;
    }

    Optional<Factory> find(long id) {
        return db.sql("select factory_id as id, name, country from factory where factory_id = ?")
                .param(id)
                .query(Factory.class)
                .optional();
    }

    /** By id: this page and the row after it. */
    List<Factory> factories(long after, Pageable part) {
        return List.copyOf(db.sql("""
                        select factory_id as id, name, country from factory
                        where factory_id > ? order by factory_id limit ? offset ?""")
                .params(after, part.getPageSize() + 1, part.getOffset())
                .query(Factory.class)
                .list());
    }

    /** Logs a production; a repeated call has no effect. */
    void log(ProductionOrder order, Factory factory) {
        db.sql("""
                        insert ignore into production_log
                          (request_id, factory_id, factory_name, item_id, item_name, quantity, requester, datetime)
                        values (?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))""")
                .params(
                        order.id(),
                        factory.id(),
                        factory.name(),
                        order.itemId(),
                        order.itemName(),
                        order.quantity(),
                        order.requester())
                .update();
    }

    /** The entries, latest first: this page and the row after it. */
    List<LogEntry> entries(LogFilter filter, long before, Pageable part) {
        return db.sql("""
                        select log_id, factory_id, factory_name, item_id, item_name, quantity, requester, datetime
                        from production_log where log_id < :before
                        and (:requester is null or requester = :requester)
                        and (:item is null or item_id = :item) and (:factory is null or factory_id = :factory)
                        order by log_id desc limit :limit offset :offset""")
                .param("before", before)
                .param("requester", filter.requester())
                .param("item", filter.itemId())
                .param("factory", filter.factoryId())
                .param("limit", part.getPageSize() + 1)
                .param("offset", part.getOffset())
                .query(FactoryBooks::entry)
                .list();
    }

    private static LogEntry entry(ResultSet row, int number) throws SQLException {
        return new LogEntry(
                row.getLong("log_id"),
                row.getLong("factory_id"),
                row.getString("factory_name"),
                row.getLong("item_id"),
                row.getString("item_name"),
                row.getLong("quantity"),
                row.getString("requester"),
                Utc.instant(row.getObject("datetime", LocalDateTime.class)));
    }
}
