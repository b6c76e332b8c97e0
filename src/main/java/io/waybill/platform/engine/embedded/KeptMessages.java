package io.waybill.platform.engine.embedded;

import io.waybill.core.Utc;
import io.waybill.platform.engine.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps messages for their time-to-live: to recognize a second copy, and to deliver later what came too early. */
@Repository
class KeptMessages {

    private static final int DELETED_AT_ONCE = 1_000;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    KeptMessages(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** A message that no instance has taken yet. */
    record Kept(long number, String event, Map<String, Object> variables) {}

    /** Keeps a message, marked as taken. Returns false if it is a copy of a kept message. */
    boolean add(String event, Message message) {
        Instant expires = clock.instant().plus(message.keep());
        return db.sql("""
                                insert ignore into engine_message
                                  (event, message_id, business_key, variables, taken, expires_at)
                                values (:event, :id, :businessKey, :variables, true, :expires)""")
                        .param("event", event)
                        .param("id", message.id())
                        .param("businessKey", message.businessKey())
                        .param("variables", json.writeValueAsString(message.variables()))
                        .param("expires", Utc.of(expires))
                        .update()
                == 1;
    }

    /** Whether a message for an instance with this business key is kept and not taken yet. */
    boolean isKeptFor(String businessKey) {
        return db.sql("select count(*) from engine_message where business_key = ? and not taken and expires_at > ?")
                        .params(businessKey, Utc.of(clock.instant()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void setTaken(String event, String id, boolean taken) {
        db.sql("update engine_message set taken = ? where event = ? and message_id = ?")
                .params(taken, event, id)
                .update();
    }

    /** The oldest message that is not taken yet, locked until the end of the transaction. */
    Optional<Kept> lockNext(String event) {
        return db.sql("""
                        select number, event, variables from engine_message
                        where event = ? and not taken and expires_at > ? order by number limit 1 for update""")
                .params(event, Utc.of(clock.instant()))
                .query(this::read)
                .optional();
    }

    private Kept read(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getLong("number"),
                row.getString("event"),
                json.readValue(row.getString("variables"), new TypeReference<Map<String, Object>>() {}));
    }

    void taken(Kept message) {
        db.sql("update engine_message set taken = true where number = ?")
                .param(message.number())
                .update();
    }

    /** Those of the events for which a message is kept and not taken yet. */
    List<String> keptOf(Collection<String> events) {
        return List.copyOf(db.sql("select distinct event from engine_message where event in (:events) and not taken")
                .param("events", events)
                .query(String.class)
                .list());
    }

    /** The events for which a message is still kept although an instance waits for it. */
    List<String> missed() {
        return List.copyOf(
                db.sql("""
                        select distinct m.event from engine_message m
                        join ACT_RU_EVENT_SUBSCR s on s.EVENT_NAME_ = m.event
                        where not m.taken and m.expires_at > ? limit 1000""").param(Utc.of(clock.instant())).query(String.class).list());
    }

    /** In batches, so that nobody waits long for a lock. */
    void deleteExpired() {
        LocalDateTime now = Utc.of(clock.instant());
        int deleted;
        do {
            deleted = db.sql("delete from engine_message where expires_at <= ? limit " + DELETED_AT_ONCE)
                    .param(now)
                    .update();
        } while (deleted == DELETED_AT_ONCE);
    }
}
