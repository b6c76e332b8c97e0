package io.waybill.factory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The factory's tables. */
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

    List<Factory> factories(Pageable page) {
        return List.copyOf(
                db.sql("select factory_id as id, name, country from factory order by factory_id limit ? offset ?")
                        .params(page.getPageSize(), page.getOffset())
                        .query(Factory.class)
                        .list());
    }

    /** Logs a production once, however often it is called. */
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

    /** The latest entries first. */
    List<LogEntry> entries(Pageable page) {
        return List.copyOf(db.sql("""
                        select log_id, factory_id, factory_name, item_id, item_name, quantity, requester, datetime
                        from production_log order by log_id desc limit ? offset ?""")
                .params(page.getPageSize(), page.getOffset())
                .query(FactoryBooks::entry)
                .list());
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
                row.getObject("datetime", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
