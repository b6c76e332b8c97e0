package io.waybill.platform.audit;

import io.waybill.core.Subject;
import io.waybill.core.Utc;
import io.waybill.platform.process.BusinessProcess;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Open subjects to which nothing has happened for a while, page by page. */
@Repository
class QuietSubjects {

    static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final AuditSettings settings;
    private final Clock clock;

    QuietSubjects(JdbcClient db, AuditSettings settings, Clock clock) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A quiet subject, with one of its process instances.
     *
     * @param instance null if none was ever seen
     */
    record Quiet(Subject subject, String status, @Nullable Long instance) {}

    /** How far a reader has got. Each reader needs its own cursor; otherwise it misses what others have read. */
    static final class Cursor {
        private final Map<String, String> upTo = new ConcurrentHashMap<>();
    }

    /**
     * The next {@value #AT_ONCE} of a process after this cursor; after the last it starts again at the beginning. A
     * subject comes with all of its instances.
     */
    List<Quiet> next(BusinessProcess process, Cursor cursor) {
        List<Quiet> page = after(process, cursor.upTo.getOrDefault(process.id(), ""));
        if (page.size() < AT_ONCE) {
            cursor.upTo.remove(process.id());
            return page;
        }
        Subject cut = page.getLast().subject();
        List<Quiet> whole =
                page.stream().filter(one -> !one.subject().equals(cut)).toList();
        cursor.upTo.put(
                process.id(),
                whole.isEmpty() ? cut.key() : whole.getLast().subject().key());
        return whole.isEmpty() ? page : whole;
    }

    /** A subject is quiet if nothing has happened to it since this time. */
    LocalDateTime since() {
        return Utc.of(clock.instant().minus(settings.quietAfter()));
    }

    private List<Quiet> after(BusinessProcess process, String key) {
        return List.copyOf(db.sql(process.table().sql("""
                        select s.KEY as subject_key, s.status, p.instance_key
                        from SUBJECTS s
                        left join process_instance p on p.order_id = s.KEY and p.process_id = :process
                        where s.status in (:open) and s.placed_at < :quiet and s.KEY > :after
                          and not exists (select 1 from TIMELINE e where e.KEY = s.KEY and e.at >= :quiet)
                        order by s.KEY limit :most"""))
                .param("process", process.id())
                .param("open", process.table().open())
                .param("after", key)
                .param("quiet", since())
                .param("most", AT_ONCE)
                .query((row, number) -> new Quiet(
                        process.subject(row.getString("subject_key")),
                        row.getString("status"),
                        row.getObject("instance_key", Long.class)))
                .list());
    }
}
