package io.waybill.race.entry;

import io.waybill.core.Ids;
import io.waybill.core.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/**
 * The key of an entry and of everything that is done for it (law 1).
 *
 * @param value a UUID of version 7 in its canonical lower-case form
 */
@Embeddable
public record EntryId(@Column(name = "race_entry_id") String value) {

    /** The process that carries entries to their end. */
    public static final String PROCESS = "race-entry";

    public EntryId {
        Ids.require(value, "an entry");
    }

    /** A new id. Later ids sort after earlier ones. */
    static EntryId next() {
        return new EntryId(Ids.next());
    }

    public static EntryId of(String value) {
        return new EntryId(value);
    }

    /** The id that a caller sent, or empty if it cannot be an entry's. */
    public static Optional<EntryId> parse(String value) {
        return Ids.isId(value) ? Optional.of(new EntryId(value)) : Optional.empty();
    }

    /** The entry that a process is about; empty if it is another process. */
    static Optional<EntryId> of(Subject subject) {
        return subject.process().equals(PROCESS) ? parse(subject.key()) : Optional.empty();
    }

    public Subject subject() {
        return new Subject(PROCESS, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
