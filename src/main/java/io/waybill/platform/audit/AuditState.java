package io.waybill.platform.audit;

import io.waybill.core.Utc;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far the audit has got. Concurrent checks do not disturb each other: they only add rows, and remove only suspects
 * that they have read.
 */
@Repository
class AuditState {

    private final JdbcClient db;

    AuditState(JdbcClient db) {
        this.db = db;
    }

    /** The latest entry of all timelines. */
    long latestEntry() {
        return db.sql("select coalesce(max(entry_id), 0) from order_timeline")
                .query(Long.class)
                .single();
    }

    /** The last entry that the checks before this time have covered. */
    long checkedBefore(Instant time) {
        return db.sql("select coalesce(max(entry_id), 0) from audit_check where at < ?")
                .param(Utc.of(time))
                .query(Long.class)
                .single();
    }

    Set<String> suspects() {
        return new HashSet<>(Set.copyOf(
                db.sql("select order_id from audit_suspect").query(String.class).set()));
    }

    void checked(Instant at, long upTo, Collection<String> cleared, Collection<String> suspects) {
        cleared.forEach(order -> db.sql("delete from audit_suspect where order_id = ?")
                .param(order)
                .update());
        suspects.forEach(order -> db.sql("insert ignore into audit_suspect (order_id) values (?)")
                .param(order)
                .update());
        db.sql("insert ignore into audit_check (at, entry_id) values (?, ?)")
                .params(Utc.of(at), upTo)
                .update();
    }

    /** Deletes the checks that ran before this time, except the latest of them. */
    void forgetBefore(Instant time) {
        db.sql("select max(at) from audit_check where at < ?")
                .param(Utc.of(time))
                .query(LocalDateTime.class)
                .optional()
                .ifPresent(kept -> db.sql("delete from audit_check where at < ?")
                        .param(kept)
                        .update());
    }
}
