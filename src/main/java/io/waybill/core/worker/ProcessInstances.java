package io.waybill.core.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waybill.core.OrderId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which process instances run an order. The engine cannot be searched without an index of its own beside it, so each
 * instance is noted when it shows itself: by the first of its jobs that a worker takes.
 */
@Repository
public class ProcessInstances {

    private final JdbcClient db;
    private final Clock clock;
    private final Cache<Long, Boolean> noted =
            Caffeine.newBuilder().maximumSize(10_000).build();

    ProcessInstances(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Notes an instance, and the definition of the process, in the engine's words, that it runs by. */
    void note(long instance, long definition, OrderId order) {
        if (noted.asMap().putIfAbsent(instance, true) == null) {
            try {
                db.sql("""
                                insert ignore into process_instance (instance_key, definition_key, order_id, seen_at)
                                values (?, ?, ?, ?)""")
                        .params(instance, definition, order.value(), utc(clock.instant()))
                        .update();
            } catch (RuntimeException e) {
                noted.invalidate(instance);
                throw e;
            }
        }
    }

    /** The keys of the order's instances that are not known to have ended. */
    public List<Long> notEnded(OrderId order) {
        return List.copyOf(db.sql("select instance_key from process_instance where order_id = ? and ended_at is null")
                .param(order.value())
                .query(Long.class)
                .list());
    }

    /** The key of the instance that runs the order, or ran it at last. */
    public Optional<Long> latest(OrderId order) {
        return db.sql("select max(instance_key) from process_instance where order_id = ?")
                .param(order.value())
                .query(Long.class)
                .optional();
    }

    /** The engine was asked, and has them no more. */
    public void ended(Collection<Long> instances) {
        if (!instances.isEmpty()) {
            db.sql("update process_instance set ended_at = :now where instance_key in (:keys) and ended_at is null")
                    .param("now", utc(clock.instant()))
                    .param("keys", instances)
                    .update();
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
