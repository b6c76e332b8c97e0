package io.waybill.platform.deployment;

import io.waybill.platform.deployment.Migration.Order;
import io.waybill.platform.deployment.Migration.Status;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All migrations that there were, and what became of each order in them. */
@Repository
class MigrationRows {

    private static final int LONGEST_WHY = 1000;

    private final JdbcClient db;

    MigrationRows(JdbcClient db) {
        this.db = db;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Migration add(int version, Instant at, String by, String reason, List<Order> orders) {
        KeyHolder key = new GeneratedKeyHolder();
        db.sql("insert into model_migration (version, created_at, created_by, reason) values (?, ?, ?, ?)")
                .params(version, LocalDateTime.ofInstant(at, ZoneOffset.UTC), by, reason)
                .update(key, "migration_id");
        int id = Objects.requireNonNull(key.getKeyAs(Number.class)).intValue();
        orders.forEach(order -> db.sql("""
                        insert into model_move values
                          (:migration, :instance, :order, :process, :from, :definition, :status, 0, :why)""")
                .param("migration", id)
                .param("instance", order.instance())
                .param("order", order.order())
                .param("process", order.process())
                .param("from", order.fromVersion())
                .param("definition", order.definition())
                .param("status", order.status().name())
                .param("why", order.why())
                .update());
        return new Migration(id, version, at, by, reason);
    }

    Migration get(int id) {
        return find("migration_id = ?", id).orElseThrow();
    }

    Optional<Migration> latestTo(int version) {
        return find("version = ?", version);
    }

    private Optional<Migration> find(String condition, int value) {
        return db.sql("select * from model_migration where %s order by migration_id desc limit 1".formatted(condition))
                .param(value)
                .query((row, number) -> new Migration(
                        row.getInt("migration_id"),
                        row.getInt("version"),
                        row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getString("created_by"),
                        row.getString("reason")))
                .optional();
    }

    List<Order> orders(int migration, Status status, int most) {
        return List.copyOf(db.sql("""
                        select order_id as `order`, instance_key as instance, process_id as process, from_version,
                          definition_key as definition, status, tries, why
                        from model_move where migration_id = ? and status = ? order by instance_key limit ?""")
                .params(migration, status.name(), most)
                .query(Order.class)
                .list());
    }

    Map<Status, Integer> counts(int migration) {
        record Count(Status status, int orders) {}
        return List.copyOf(db.sql(
                                "select status, count(*) as orders from model_move where migration_id = ? group by status")
                        .param(migration)
                        .query(Count.class)
                        .list())
                .stream()
                .collect(Collectors.toMap(Count::status, Count::orders));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(int migration, Order order, Status status, @Nullable String why) {
        db.sql("""
                        update model_move set status = :status, tries = tries + 1, why = :why
                        where migration_id = :migration and instance_key = :instance""")
                .param("status", status.name())
                .param("why", why == null ? null : why.substring(0, Math.min(LONGEST_WHY, why.length())))
                .param("migration", migration)
                .param("instance", order.instance())
                .update();
        if (status == Status.MOVED) {
            db.sql("update process_instance set definition_key = ? where instance_key = ?")
                    .params(order.definition(), order.instance())
                    .update();
        }
    }
}
