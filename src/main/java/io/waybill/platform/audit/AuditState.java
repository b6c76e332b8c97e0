package io.waybill.platform.audit;

import io.waybill.core.Utc;
import io.waybill.platform.process.BusinessProcess;
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

    /** The latest entry of all timelines of a process. */
    long latestEntry(BusinessProcess process) {
        return db.sql(process.table().sql("select coalesce(max(entry_id), 0) from TIMELINE"))
                .query(Long.class)
                .single();
    }

    /** The last entry that the checks before this time have covered. */
    long checkedBefore(BusinessProcess process, Instant time) {
        return db.sql("select coalesce(max(entry_id), 0) from audit_check where process_id = ? and at < ?")
                .params(process.id(), Utc.of(time))
                .query(Long.class)
                .single();
    }

    /** The keys of subjects in which something was found. */
    Set<String> suspects(BusinessProcess process) {
        return new HashSet<>(Set.copyOf(db.sql("select order_id from audit_suspect where process_id = ?")
                .param(process.id())
                .query(String.class)
                .set()));
    }

    void checked(
            BusinessProcess process, Instant at, long upTo, Collection<String> cleared, Collection<String> suspects) {
        cleared.forEach(key -> db.sql("delete from audit_suspect where order_id = ? and process_id = ?")
                .params(key, process.id())
                .update());
        suspects.forEach(key -> db.sql("insert ignore into audit_suspect (order_id, process_id) values (?, ?)")
                .params(key, process.id())
                .update());
        db.sql("insert ignore into audit_check (at, process_id, entry_id) values (?, ?, ?)")
                .params(Utc.of(at), process.id(), upTo)
                .update();
    }

    /** Deletes the checks of a process that ran before this time, except the latest of them. */
    void forgetBefore(BusinessProcess process, Instant time) {
        db.sql("select max(at) from audit_check where process_id = ? and at < ?")
                .params(process.id(), Utc.of(time))
                .query(LocalDateTime.class)
                .optional()
                .ifPresent(kept -> db.sql("delete from audit_check where process_id = ? and at < ?")
                        .params(process.id(), kept)
                        .update());
    }
}
