package io.waybill.race;

import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A race. Its places are counted by the entries, which add to {@code taken} and {@code waiting} by SQL. */
@Entity
public class Race {

    @EmbeddedId
    private RaceId id;

    private String organiser;

    private RaceDescription description;

    @Column(insertable = false, updatable = false)
    private int taken;

    @Column(insertable = false, updatable = false)
    private int waiting;

    @Version
    private @Nullable Integer version;

    private Race(RaceId id, String organiser, RaceDescription description) {
        this.id = id;
        this.organiser = organiser;
        this.description = description;
    }

    @SuppressWarnings("NullAway.Init")
    protected Race() {}

    /**
     * A new race.
     *
     * @throws Unprocessable if its times are wrong
     */
    static Race make(String organiser, RaceDescription description, Instant now) {
        refuse(description.mistakes(now));
        return new Race(RaceId.next(), organiser, description);
    }

    public RaceId id() {
        return id;
    }

    /** The name of the caller who made it. */
    public String organiser() {
        return organiser;
    }

    public RaceDescription description() {
        return description;
    }

    /** How many places are taken. */
    public int taken() {
        return taken;
    }

    /** How many entries are on the waiting list. */
    public int waiting() {
        return waiting;
    }

    /** Changes with every change by its organiser; entries do not count. */
    public String tag() {
        return String.valueOf(version);
    }

    /** Whether runners cannot enter or withdraw any more. */
    public boolean isClosed(Instant now) {
        return description.isClosed(now);
    }

    public boolean hasStarted(Instant now) {
        return !now.isBefore(description.startsAt());
    }

    /**
     * Changes what is said about it.
     *
     * @param isEntered whether there are entries, which rely on the closing time
     * @throws Conflict if it has closed, or if entries or results rely on what would change
     * @throws Unprocessable if its times are wrong
     */
    void describe(RaceDescription now, boolean isEntered, Instant at) {
        if (isClosed(at)) {
            throw new Conflict("The race closed for entries at %s and cannot be changed any more"
                    .formatted(description.closesAt()));
        }
        if (isEntered && !now.closesAt().equals(description.closesAt())) {
            throw new Conflict("Runners have entered the race relying on its closing time, which therefore stays %s"
                    .formatted(description.closesAt()));
        }
        if (now.places() < taken) {
            throw new Conflict("%d places are taken already: the race needs at least as many".formatted(taken));
        }
        refuse(now.mistakes(at));
        description = now;
    }

    private static void refuse(List<FieldError> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new Unprocessable(mistakes);
        }
    }
}
