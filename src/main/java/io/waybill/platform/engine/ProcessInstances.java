package io.waybill.platform.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waybill.core.Subject;
import io.waybill.core.Utc;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which process instances there are for a subject. A cluster cannot be searched without a separate index, so each of its instances
 * is noted when a worker takes its first job.
 */
@Repository
public class ProcessInstances {

    private final JdbcClient db;
    private final Clock clock;
    private final Cache<Noted, Boolean> noted =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private record Noted(long instance, Subject subject) {}

    ProcessInstances(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Notes an instance and the key of its process definition. A cluster that was set up again assigns keys that
     * instances of other subjects had before: the new subject takes over the row.
     */
    public void note(long instance, long definition, Subject subject) {
        Noted note = new Noted(instance, subject);
        if (noted.asMap().putIfAbsent(note, true) == null) {
            try {
                db.sql("""
                                insert into process_instance
                                  (instance_key, definition_key, process_id, order_id, seen_at)
                                values (?, ?, ?, ?, ?)
                                on duplicate key update
                                  ended_at = if(SAME, ended_at, null),
                                  seen_at = if(SAME, seen_at, values(seen_at)),
                                  definition_key = if(SAME, definition_key, values(definition_key)),
                                  process_id = values(process_id), order_id = values(order_id)""".replace("SAME", "order_id = values(order_id) and process_id = values(process_id)"))
                        .params(instance, definition, subject.process(), subject.key(), Utc.of(clock.instant()))
                        .update();
            } catch (RuntimeException e) {
                noted.invalidate(note);
                throw e;
            }
        }
    }

    /** The keys of the subject's instances that are not known to have ended. */
    public List<Long> notEnded(Subject subject) {
        return List.copyOf(db.sql("""
                        select instance_key from process_instance
                        where process_id = ? and order_id = ? and ended_at is null""")
                .params(subject.process(), subject.key())
                .query(Long.class)
                .list());
    }

    /** The engines that have an instance of the subject that is not known to have ended. */
    public Set<EngineName> enginesOf(Subject subject) {
        return notEnded(subject).stream().map(EngineName::of).collect(Collectors.toSet());
    }

    /** The key of the instance of this engine that the subject has, or had last. */
    public Optional<Long> latestOn(EngineName engine, Subject subject) {
        return db.sql("""
                        select max(instance_key) from process_instance
                        where process_id = ? and order_id = ? and instance_key between ? and ?""")
                .params(subject.process(), subject.key(), engine.firstKey(), engine.lastKey())
                .query(Long.class)
                .optional();
    }

    /** Notes that these have ended: the engine was asked and does not have them any more. */
    public void ended(Collection<Long> instances) {
        if (!instances.isEmpty()) {
            db.sql("update process_instance set ended_at = :now where instance_key in (:keys) and ended_at is null")
                    .param("now", Utc.of(clock.instant()))
                    .param("keys", instances)
                    .update();
        }
    }

    /** Some of the instances of an engine that are not known to have ended. */
    List<Long> someOf(EngineName engine, int most) {
        return List.copyOf(db.sql("""
                        select instance_key from process_instance
                        where ended_at is null and instance_key between ? and ? order by instance_key desc limit ?""")
                .params(engine.firstKey(), engine.lastKey(), most)
                .query(Long.class)
                .list());
    }

    /** Notes that the engine does not have any of its instances any more. */
    void allEnded(EngineName engine) {
        db.sql("""
                        update process_instance set ended_at = ?
                        where ended_at is null and instance_key between ? and ?""")
                .params(Utc.of(clock.instant()), engine.firstKey(), engine.lastKey())
                .update();
    }
}
