package io.waybill.platform.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of a process. The platform reads them in its own SQL, since it asks about many subjects at a time.
 *
 * @param name the table with a row for each subject. Besides its key it has {@code status}, {@code placed_at} and
 *     {@code closed_at}, which is null as long as the subject is open
 * @param timeline the table with what happened to the subjects: {@code entry_id}, the key, {@code at}, {@code step},
 *     {@code outcome}, {@code detail}
 * @param key the column with the business key, in both of them
 * @param beforePivot the statuses in which everything can still be undone; the first is that of a subject whose process
 *     has done nothing yet
 * @param afterPivot the other statuses of an open subject
 * @param ended the statuses of a subject that has ended; the first is that of success
 * @param overdueFrom the column with the time from which on {@code waybill.audit.overdue-after} counts
 */
public record SubjectTable(
        String name,
        String timeline,
        String key,
        List<String> beforePivot,
        List<String> afterPivot,
        List<String> ended,
        String overdueFrom) {

    /** Of a process whose subjects are overdue some time after they were placed. */
    public SubjectTable(
            String name,
            String timeline,
            String key,
            List<String> beforePivot,
            List<String> afterPivot,
            List<String> ended) {
        this(name, timeline, key, beforePivot, afterPivot, ended, "placed_at");
    }

    public List<String> open() {
        return Stream.concat(beforePivot.stream(), afterPivot.stream()).toList();
    }

    public String first() {
        return beforePivot.getFirst();
    }

    /** The statuses of a subject that has ended, and for which everything was undone. */
    public List<String> endedWithoutSuccess() {
        return ended.subList(1, ended.size());
    }

    /** A query, with the names in it replaced: {@code SUBJECTS}, {@code TIMELINE} and {@code KEY}. */
    public String sql(String query) {
        return query.replace("SUBJECTS", name).replace("TIMELINE", timeline).replace("KEY", key);
    }
}
