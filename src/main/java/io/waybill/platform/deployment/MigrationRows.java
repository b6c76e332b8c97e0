package io.waybill.platform.deployment;

import io.waybill.core.Texts;
import io.waybill.core.Utc;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All migrations, and what became of each instance in them. */
@Repository
class MigrationRows {

    private static final int LONGEST_WHY = 1000;

    private final JdbcClient db;
    private final JdbcTemplate plain;

    MigrationRows(JdbcClient db, JdbcTemplate plain) {
        this.db = db;
        this.plain = plain;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Migration add(int version, Instant at, String by, String reason) {
        KeyHolder key = new GeneratedKeyHolder();
        db.sql("insert into model_migration (version, created_at, created_by, reason) values (?, ?, ?, ?)")
                .params(version, Utc.of(at), by, reason)
                .update(key, "migration_id");
        return new Migration(Objects.requireNonNull(key.getKeyAs(Number.class)).intValue(), version, at, by, reason);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Migration migration, List<Move> moves) {
        plain.batchUpdate(
                "insert into model_move values (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                moves.stream()
                        .map(move -> new Object[] {
                            migration.id(),
                            move.instance(),
                            move.key(),
                            move.process(),
                            move.fromVersion(),
                            move.definition(),
                            move.status().name(),
                            move.why() == null ? null : Texts.shortened(move.why(), LONGEST_WHY)
                        })
                        .toList());
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
                        Utc.instant(row.getObject("created_at", LocalDateTime.class)),
                        row.getString("created_by"),
                        row.getString("reason")))
                .optional();
    }

    List<Move> moves(int migration, Status status, int most) {
        return List.copyOf(db.sql("""
                        select order_id as `key`, instance_key as instance, process_id as process, from_version,
                          definition_key as definition, status, tries, why
                        from model_move where migration_id = ? and status = ? order by instance_key limit ?""")
                .params(migration, status.name(), most)
                .query(Move.class)
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
    public void settle(int migration, Move move, Status status, @Nullable String why) {
        db.sql("""
                        update model_move set status = :status, tries = tries + 1, why = :why
                        where migration_id = :migration and instance_key = :instance""")
                .param("status", status.name())
                .param("why", why == null ? null : Texts.shortened(why, LONGEST_WHY))
                .param("migration", migration)
                .param("instance", move.instance())
                .update();
        if (status == Status.MOVED) {
            db.sql("update process_instance set definition_key = ? where instance_key = ?")
                    .params(move.definition(), move.instance())
                    .update();
        }
    }
}
