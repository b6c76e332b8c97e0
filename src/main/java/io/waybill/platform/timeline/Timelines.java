package io.waybill.platform.timeline;

import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.Subject;
import io.waybill.core.Texts;
import io.waybill.core.Utc;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.SubjectTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The timelines of all subjects. */
@Repository
public class Timelines {

    private final JdbcClient db;
    private final Processes processes;

    Timelines(JdbcClient db, Processes processes) {
        this.db = db;
        this.processes = processes;
    }

    /** What happened to a subject, oldest first. */
    public List<TimelineEntry> of(Subject subject) {
        return of(subject, 0);
    }

    /** What happened to a subject after an entry, oldest first. */
    public List<TimelineEntry> of(Subject subject, long after) {
        return List.copyOf(db.sql(table(subject).sql("""
                        select entry_id, at, step, outcome, detail from TIMELINE
                        where KEY = ? and entry_id > ? order by entry_id"""))
                .params(subject.key(), after)
                .query(Timelines::entry)
                .list());
    }

    private static TimelineEntry entry(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                row.getLong("entry_id"),
                Utc.instant(row.getObject("at", LocalDateTime.class)),
                row.getString("step"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("detail"));
    }

    /** Whether a step was done since then. */
    public boolean isDone(Subject subject, String step, Instant since) {
        return db.sql(table(subject).sql("select count(*) from TIMELINE where KEY = ? and step = ? and at >= ?"))
                        .params(subject.key(), step, Utc.of(since))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Why a subject was stopped, as the step that stopped it reported it. */
    Optional<String> latestObstacle(Subject subject) {
        return db.sql(table(subject).sql("""
                        select coalesce(detail, '') from TIMELINE
                        where KEY = ? and outcome in ('REFUSED', 'FAILED') order by entry_id desc limit 1"""))
                .param(subject.key())
                .query(String.class)
                .optional();
    }

    /** The latest entry of each of these subjects of a process, by their keys. */
    Map<String, Long> latest(String process, Collection<String> keys) {
        record Latest(String subject, long entry) {}
        SubjectTable table = processes.find(process).orElseThrow().table();
        return List.copyOf(db.sql(table.sql("""
                        select KEY as subject, max(entry_id) as entry from TIMELINE where KEY in (:keys) group by KEY"""))
                        .param("keys", keys)
                        .query(Latest.class)
                        .list())
                .stream()
                .collect(Collectors.toMap(Latest::subject, Latest::entry));
    }

    /** Adds an entry for a subject, which has to be locked: so its entries become visible in the order of their ids. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(StepTaken taken, Instant at) {
        db.sql(table(taken.subject()).sql("""
                        insert into TIMELINE (KEY, at, step, outcome, detail)
                        values (:key, :at, :step, :outcome, :detail)"""))
                .param("key", taken.subject().key())
                .param("at", Utc.of(at))
                .param("step", taken.step())
                .param("outcome", taken.outcome().name())
                .param("detail", shortened(taken.detail()))
                .update();
    }

    private static @Nullable String shortened(@Nullable String detail) {
        return detail == null ? null : Texts.shortened(detail, TimelineEntry.LONGEST_DETAIL);
    }

    private SubjectTable table(Subject subject) {
        return processes.of(subject).table();
    }
}
