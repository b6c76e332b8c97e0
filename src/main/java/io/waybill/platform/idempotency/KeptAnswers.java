package io.waybill.platform.idempotency;

import io.waybill.core.Utc;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Stores the keys and the answers given to them. A row is written in the transaction of its call: another call with the
 * same key waits for that transaction, and a call that crashes leaves nothing behind.
 */
@Repository
class KeptAnswers {

    private static final int ROWS_PER_STATEMENT = 500;

    private final NamedParameterJdbcTemplate db;
    private final JdbcTemplate plain;

    KeptAnswers(NamedParameterJdbcTemplate db) {
        this.db = db;
        this.plain = db.getJdbcTemplate();
    }

    /**
     * What is stored for a call.
     *
     * @param request a hash of the request
     * @param status the answer's status; null until the current transaction has answered the call
     * @param runningUntil until then the caller of the first call may still be waiting for the answer
     */
    record Row(
            String idempotencyKey,
            String request,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body,
            @Nullable LocalDateTime runningUntil) {

        boolean isNew() {
            return status == null;
        }

        boolean isRunning(Instant now) {
            return runningUntil != null && Utc.instant(runningUntil).isAfter(now);
        }
    }

    /**
     * Writes the keys that are not there yet, and returns all rows. In a fixed order, so that two batches do not
     * deadlock.
     */
    Map<String, Row> begin(String caller, Map<String, String> requestsByKey, Instant at) {
        List<Map.Entry<String, String>> sorted = requestsByKey.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        plain.batchUpdate(
                "insert ignore into idempotency_key (caller, idempotency_key, request, at) values (?, ?, ?, ?)",
                sorted,
                ROWS_PER_STATEMENT,
                (row, entry) -> {
                    row.setString(1, caller);
                    row.setString(2, entry.getKey());
                    row.setString(3, entry.getValue());
                    row.setObject(4, Utc.of(at));
                });
        Map<String, Row> rows = new HashMap<>();
        db.query("""
                select idempotency_key, request, status, location, body, running_until from idempotency_key
                where caller = :caller and idempotency_key in (:keys)""", Map.of("caller", caller, "keys", requestsByKey.keySet()), row -> {
            String key = row.getString("idempotency_key");
            rows.put(
                    key,
                    new Row(
                            key,
                            row.getString("request"),
                            row.getObject("status", Integer.class),
                            row.getString("location"),
                            row.getString("body"),
                            row.getObject("running_until", LocalDateTime.class)));
        });
        return rows;
    }

    void keep(String caller, Collection<Row> answered) {
        plain.batchUpdate("""
                update idempotency_key set status = ?, location = ?, body = ?, running_until = ?
                where caller = ? and idempotency_key = ?""", answered, ROWS_PER_STATEMENT, (row, kept) -> {
            row.setObject(1, kept.status());
            row.setString(2, kept.location());
            row.setString(3, kept.body());
            row.setObject(4, kept.runningUntil());
            row.setString(5, caller);
            row.setString(6, kept.idempotencyKey());
        });
    }

    void forget(String caller, Collection<String> keys) {
        if (!keys.isEmpty()) {
            db.update(
                    "delete from idempotency_key where caller = :caller and idempotency_key in (:keys)",
                    Map.of("caller", caller, "keys", keys));
        }
    }

    /** Deletes at most {@code atMost} keys, to hold no lock for long. Returns how many were deleted. */
    int forgetBefore(Instant then, int atMost) {
        return plain.update("delete from idempotency_key where at < ? order by at limit ?", Utc.of(then), atMost);
    }
}
