package io.waybill.race.entry;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.StepTaken;
import io.waybill.core.Texts;
import io.waybill.core.refusal.Conflict;
import io.waybill.race.Race;
import io.waybill.race.RaceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A runner's entry for a race. It guards its transitions from placed to its one end. */
@Entity
@Table(name = "race_entry")
public class Entry {

    private static final int LONGEST_REASON = 500;

    @EmbeddedId
    private EntryId id;

    private RaceId race;

    private CustomerId customer;

    @Enumerated(EnumType.STRING)
    private EntryStatus status;

    private @Nullable String reason;

    @AttributeOverride(name = "amount", column = @Column(name = "fee"))
    private Money fee;

    private Instant closesAt;

    private @Nullable Instant withdrawalRequestedAt;

    private Instant placedAt;

    private @Nullable Instant closedAt;

    @Version
    private @Nullable Integer version;

    private Entry(EntryId id, Race race, CustomerId runner, Instant placedAt) {
        this.id = id;
        this.race = race.id();
        this.customer = runner;
        this.status = EntryStatus.PLACED;
        this.fee = race.description().fee();
        this.closesAt = race.description().closesAt();
        this.placedAt = placedAt;
    }

    @SuppressWarnings("NullAway.Init")
    protected Entry() {}

    static IllegalArgumentException unknown(EntryId id) {
        return new IllegalArgumentException("There is no entry " + id);
    }

    /**
     * A new entry.
     *
     * @throws Conflict if the race has closed
     */
    static Entry place(Race race, CustomerId runner, Instant now) {
        if (race.isClosed(now)) {
            throw new Conflict("The race closed for entries at %s"
                    .formatted(race.description().closesAt()));
        }
        return new Entry(EntryId.next(), race, runner, now);
    }

    /** The first entry of its timeline. */
    public StepTaken placed() {
        return StepTaken.done(id.subject(), Steps.PLACE, "Placed");
    }

    public EntryId id() {
        return id;
    }

    public RaceId race() {
        return race;
    }

    public CustomerId runner() {
        return customer;
    }

    public EntryStatus status() {
        return status;
    }

    @Nullable
    public String reason() {
        return reason;
    }

    public Money fee() {
        return fee;
    }

    /** When its race closes: until then it can be withdrawn. */
    public Instant closesAt() {
        return closesAt;
    }

    public Instant placedAt() {
        return placedAt;
    }

    @Nullable
    public Instant closedAt() {
        return closedAt;
    }

    /** How often it has changed; new timeline entries do not count. */
    public int changes() {
        return Objects.requireNonNull(version);
    }

    /** It has a place. Returns false if that was so before. */
    boolean confirm() {
        boolean isNew = status == EntryStatus.PLACED || status == EntryStatus.WAITING;
        if (isNew) {
            status = EntryStatus.CONFIRMED;
        }
        return isNew;
    }

    /** It is on the waiting list. Returns false if that was so before. */
    boolean queue() {
        boolean isNew = status == EntryStatus.PLACED;
        if (isNew) {
            status = EntryStatus.WAITING;
        }
        return isNew;
    }

    /**
     * Records that it is to be withdrawn; from then on no fee is charged. Returns false if that was recorded before.
     *
     * @throws Conflict if it is too late
     */
    boolean requestWithdrawal(Instant at) {
        if (!status.isBeforePivot()) {
            throw new Conflict("The entry is %s and cannot be withdrawn any more".formatted(status));
        }
        if (withdrawalRequestedAt != null) {
            return false;
        }
        if (!at.isBefore(closesAt)) {
            throw new Conflict(
                    "The race closed for entries at %s: an entry can be withdrawn until then".formatted(closesAt));
        }
        withdrawalRequestedAt = at;
        return true;
    }

    boolean isToBeWithdrawn() {
        return status.isBeforePivot() && withdrawalRequestedAt != null;
    }

    /** The pivot: decides between the fee and a withdrawal requested in time. Whichever is written first wins. */
    boolean commit() {
        if (status == EntryStatus.CONFIRMED && withdrawalRequestedAt == null) {
            status = EntryStatus.SETTLING;
        }
        return status == EntryStatus.SETTLING || status == EntryStatus.COMPLETED;
    }

    /** Returns false if it was already completed. */
    boolean complete(Instant at) {
        if (status == EntryStatus.COMPLETED) {
            return false;
        }
        if (status != EntryStatus.SETTLING) {
            throw new IllegalStateException("Entry %s is %s and cannot be completed".formatted(id, status));
        }
        close(EntryStatus.COMPLETED, at);
        return true;
    }

    /** Ends it without its fee: {@link EntryStatus#REJECTED} or {@link EntryStatus#CANCELLED}. */
    void end(EntryStatus ending, String why, Instant at) {
        if (!status.isBeforePivot()) {
            throw new IllegalStateException("Entry %s is %s and cannot be %s".formatted(id, status, ending));
        }
        reason = Texts.shortened(why, LONGEST_REASON);
        close(ending, at);
    }

    private void close(EntryStatus ending, Instant at) {
        status = ending;
        closedAt = at;
    }
}
