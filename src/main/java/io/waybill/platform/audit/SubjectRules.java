package io.waybill.platform.audit;

import java.util.List;

/**
 * The laws about the subjects of a process, as a bean of the business that owns it. They are queries over the tables, and
 * trust no code that they check.
 */
public interface SubjectRules {

    /** The id of the process. */
    String process();

    /**
     * Laws about single subjects. A subject is checked when its timeline has grown, and then as long as something is found
     * in it: whatever changes it has to write to its timeline in the same transaction.
     *
     * <p>Each query begins at {@code TOUCHED}, which has the keys of these subjects in the column of the business key. It has
     * to be followed by {@code t straight_join}; otherwise the optimizer may begin with all subjects. One of the query's
     * columns is the business key, and is called as the process calls its subjects, such as {@code order}.
     */
    List<Rule> rules();

    /** Laws about all rows of the business, such as sums. They are checked in one snapshot. */
    default List<Rule> sums() {
        return List.of();
    }

    /**
     * Queries for what is held for subjects beside their credit; nothing may be held for one that has ended. They read only
     * what is held, by index. Their columns are {@code subject} (the business key), {@code what} and {@code state}.
     */
    default List<String> held() {
        return List.of();
    }
}
