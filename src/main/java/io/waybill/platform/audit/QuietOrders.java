package io.waybill.platform.audit;

import io.waybill.core.Utc;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Open orders to which nothing has happened for a while, page by page. */
@Repository
class QuietOrders {

    static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final AuditSettings settings;
    private final Clock clock;

    QuietOrders(JdbcClient db, AuditSettings settings, Clock clock) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A quiet order, with one of its process instances.
     *
     * @param instance null if none was ever seen
     */
    record QuietOrder(String order, String status, @Nullable Long instance) {}

    /** How far a reader has got. Each reader needs its own cursor; otherwise it misses what others have read. */
    static final class Cursor {
        private final AtomicReference<String> upTo = new AtomicReference<>("");
    }

    /**
     * The next {@value #AT_ONCE} after this cursor; after the last it starts again at the beginning. An order comes
     * with all of its instances.
     */
    List<QuietOrder> next(Cursor cursor) {
        List<QuietOrder> page = after(cursor.upTo.get());
        if (page.size() < AT_ONCE) {
            cursor.upTo.set("");
            return page;
        }
        String cut = page.getLast().order();
        List<QuietOrder> whole =
                page.stream().filter(one -> !one.order().equals(cut)).toList();
        cursor.upTo.set(whole.isEmpty() ? cut : whole.getLast().order());
        return whole.isEmpty() ? page : whole;
    }

    /** An order is quiet if nothing has happened to it since this time. */
    LocalDateTime since() {
        return Utc.of(clock.instant().minus(settings.quietAfter()));
    }

    private List<QuietOrder> after(String order) {
        return List.copyOf(db.sql("""
                        select o.order_id as `order`, o.status, p.instance_key as instance
                        from orders o left join process_instance p on p.order_id = o.order_id
                        where o.status in ('PLACED', 'IN_PRODUCTION', 'IN_DELIVERY', 'SHIPPED')
                          and o.placed_at < :quiet and o.order_id > :after
                          and not exists (select 1 from order_timeline e
                            where e.order_id = o.order_id and e.at >= :quiet)
                        order by o.order_id limit :most""")
                .param("after", order)
                .param("quiet", since())
                .param("most", AT_ONCE)
                .query(QuietOrder.class)
                .list());
    }
}
