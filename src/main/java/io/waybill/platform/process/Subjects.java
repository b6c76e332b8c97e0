package io.waybill.platform.process;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.waybill.core.Subject;
import io.waybill.core.Utc;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the platform asks about subjects, whatever their process. */
@Repository
public class Subjects {

    private final JdbcClient db;
    private final EntityManager entities;
    private final Processes processes;

    Subjects(JdbcClient db, EntityManager entities, Processes processes) {
        this.db = db;
        this.entities = entities;
        this.processes = processes;
    }

    /**
     * A subject as its row has it.
     *
     * @param closedAt null while it is open
     */
    public record Found(
            Subject subject,
            String status,
            Instant placedAt,
            @Nullable Instant closedAt) {}

    @Transactional(readOnly = true)
    public Optional<Found> find(Subject subject) {
        return processes
                .find(subject.process())
                .flatMap(process -> db.sql(process.table().sql("""
                                select status, placed_at, closed_at from SUBJECTS where KEY = ?"""))
                        .param(subject.key())
                        .query((row, number) -> found(subject, row))
                        .optional());
    }

    private static Found found(Subject subject, ResultSet row) throws SQLException {
        LocalDateTime closedAt = row.getObject("closed_at", LocalDateTime.class);
        return new Found(
                subject,
                row.getString("status"),
                Utc.instant(row.getObject("placed_at", LocalDateTime.class)),
                closedAt == null ? null : Utc.instant(closedAt));
    }

    /** Where a subject is, seen from its pivot. */
    public enum Phase {
        BEFORE_PIVOT,
        /** It will be fulfilled. */
        AFTER_PIVOT,
        SUCCEEDED,
        /** It has ended without success: everything was undone. */
        UNDONE,
        /** There is none, or nobody here owns its process. */
        UNKNOWN
    }

    /** Where it is, seen from its pivot, as committed or changed by the current transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Phase phase(Subject subject) {
        entities.flush();
        return processes
                .find(subject.process())
                .flatMap(process ->
                        status(process.table(), subject.key(), "").map(status -> phase(process.table(), status)))
                .orElse(Phase.UNKNOWN);
    }

    private static Phase phase(SubjectTable table, String status) {
        if (table.beforePivot().contains(status)) {
            return Phase.BEFORE_PIVOT;
        }
        if (table.afterPivot().contains(status)) {
            return Phase.AFTER_PIVOT;
        }
        return table.endedWithoutSuccess().contains(status) ? Phase.UNDONE : Phase.SUCCEEDED;
    }

    @Transactional(readOnly = true)
    public Standing standing(Subject subject) {
        return standing(subject, "");
    }

    /**
     * The same, and keeps the subject from ending until the current transaction is over. All changes of the transaction
     * so far are flushed before, because the subject's row is the last that a step locks.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Standing lock(Subject subject) {
        entities.flush();
        return standing(subject, " for update");
    }

    private Standing standing(Subject subject, String locking) {
        return processes
                .find(subject.process())
                .flatMap(process -> status(process.table(), subject.key(), locking)
                        .map(status -> process.table().open().contains(status) ? Standing.OPEN : Standing.ENDED))
                .orElse(Standing.UNKNOWN);
    }

    /**
     * Whether a process still has to be started when its turn comes. If not, an earlier copy of the start has done it.
     *
     * @param isAgain whether it is started although it had begun before, because its engine lost it
     */
    @Transactional(readOnly = true)
    public boolean isStartWanted(BusinessProcess process, String key, boolean isAgain) {
        SubjectTable table = process.table();
        return status(table, key, "")
                .filter(status ->
                        isAgain ? table.open().contains(status) : table.first().equals(status))
                .isPresent();
    }

    /** The business keys of subjects by their process. */
    public static Map<String, List<String>> byProcess(Collection<Subject> subjects) {
        return subjects.stream().collect(groupingBy(Subject::process, mapping(Subject::key, toList())));
    }

    private Optional<String> status(SubjectTable table, String key, String locking) {
        return db.sql(table.sql("select status from SUBJECTS where KEY = ?") + locking)
                .param(key)
                .query(String.class)
                .optional();
    }
}
