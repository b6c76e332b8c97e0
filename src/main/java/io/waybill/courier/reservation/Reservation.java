package io.waybill.courier.reservation;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.StepTaken;
import io.waybill.core.Texts;
import io.waybill.core.refusal.Conflict;
import io.waybill.courier.Offer;
import io.waybill.courier.Offers;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reservation of a driver, with the offers to drivers. It guards its transitions from placed to its one end. */
@Entity
public class Reservation {

    private static final String NOUN = "reservation";
    private static final int LONGEST_REASON = 500;

    @EmbeddedId
    private ReservationId id;

    private CustomerId customer;

    @Enumerated(EnumType.STRING)
    private ReservationStatus status;

    private @Nullable String reason;

    private String place;

    private Slot slot;

    @AttributeOverride(name = "amount", column = @Column(name = "fee"))
    private Money fee;

    @Column(name = "driver_id")
    private @Nullable String driver;

    @ElementCollection
    @CollectionTable(name = "reservation_offer", joinColumns = @JoinColumn(name = "reservation_id"))
    @MapKeyColumn(name = "number")
    private Map<Integer, Offer> offers = new HashMap<>();

    private boolean released;

    private @Nullable Instant cancelRequestedAt;

    private @Nullable Instant noShowAt;

    private boolean reportsEnded;

    private Instant placedAt;

    private @Nullable Instant closedAt;

    @Version
    private @Nullable Integer version;

    private Reservation(ReservationId id, CustomerId customer, String place, Slot slot, Money fee, Instant placedAt) {
        this.id = id;
        this.customer = customer;
        this.status = ReservationStatus.PLACED;
        this.place = place;
        this.slot = slot;
        this.fee = fee;
        this.placedAt = placedAt;
    }

    @SuppressWarnings("NullAway.Init")
    protected Reservation() {}

    static IllegalArgumentException unknown(ReservationId id) {
        return new IllegalArgumentException("There is no reservation " + id);
    }

    static Reservation place(CustomerId customer, String place, Slot slot, Money fee, Instant at) {
        return new Reservation(ReservationId.next(), customer, place, slot, fee, at);
    }

    /** The first entry of its timeline. */
    public StepTaken placed() {
        return StepTaken.done(id.subject(), Steps.PLACE, "Placed");
    }

    public ReservationId id() {
        return id;
    }

    public CustomerId customer() {
        return customer;
    }

    public ReservationStatus status() {
        return status;
    }

    @Nullable
    public String reason() {
        return reason;
    }

    public String place() {
        return place;
    }

    public Slot slot() {
        return slot;
    }

    public Money fee() {
        return fee;
    }

    /** Who comes, or came; empty if nobody has accepted yet, or it ended without its fee. */
    public Optional<String> driver() {
        return Optional.ofNullable(driver);
    }

    public Offers offers() {
        return new Offers(offers);
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

    /** A driver is being looked for. Returns false if that began before. */
    boolean seek() {
        boolean begins = status == ReservationStatus.PLACED && !released;
        if (begins) {
            status = ReservationStatus.OFFERED;
        }
        return begins;
    }

    boolean isSeeking() {
        return status == ReservationStatus.OFFERED && driver == null && !released;
    }

    boolean isAccepted() {
        return status.isBeforePivot() && driver != null;
    }

    /** Returns false if this driver has already accepted. The caller checks whether the driver is free. */
    boolean accept(String by, Instant at) {
        boolean isTheirs = isAccepted() && by.equals(driver);
        boolean isOpen = isSeeking() && !slot.hasBegun(at);
        if (!isTheirs && !isOpen) {
            throw Offers.notMadeTo(by, NOUN);
        }
        boolean isNew = offers().answer(by, Offer.Status.ACCEPTED, at, NOUN);
        driver = by;
        return isNew;
    }

    /** Returns false if this driver has already refused the latest offer. */
    boolean refuse(String by, Instant at) {
        return offers().answer(by, Offer.Status.REFUSED, at, NOUN);
    }

    /**
     * Withdraws the offers and frees the driver; no other is looked for, even if the search had not begun (law 2).
     * Returns false if there was nothing to undo.
     */
    boolean release() {
        boolean wanted = offers().withdraw() || driver != null;
        released = true;
        driver = null;
        return wanted;
    }

    /** A driver will come. Returns false if that was so before. */
    boolean confirm() {
        boolean isNew = status == ReservationStatus.OFFERED && isAccepted();
        if (isNew) {
            status = ReservationStatus.CONFIRMED;
        }
        return isNew;
    }

    /**
     * Records that it is to be cancelled; from then on no fee is charged. Returns false if that was recorded before.
     *
     * @throws Conflict if it is too late
     */
    boolean requestCancellation(Instant at) {
        if (!status.isBeforePivot()) {
            throw new Conflict("The reservation is %s and cannot be cancelled any more".formatted(status));
        }
        if (cancelRequestedAt != null) {
            return false;
        }
        if (slot.hasBegun(at)) {
            throw new Conflict("The reservation began at %s and cannot be cancelled any more".formatted(slot.start()));
        }
        cancelRequestedAt = at;
        return true;
    }

    boolean isToBeCancelled() {
        return status.isBeforePivot() && cancelRequestedAt != null;
    }

    /**
     * Records that somebody did not come. Returns false if that was recorded before.
     *
     * @throws Conflict if it has not begun, or is over
     */
    boolean reportNoShow(Instant at) {
        if (noShowAt != null && !status.isUndone()) {
            return false;
        }
        if (status != ReservationStatus.CONFIRMED || cancelRequestedAt != null) {
            throw new Conflict("The reservation is %s: a no-show is reported from its start until its end"
                    .formatted(isToBeCancelled() ? "being cancelled" : status));
        }
        if (reportsEnded) {
            throw new Conflict("The reservation ended at %s: a no-show is reported until then".formatted(slot.end()));
        }
        if (!slot.hasBegun(at)) {
            throw new Conflict("The reservation begins at %s, which is still to come".formatted(slot.start()));
        }
        noShowAt = at;
        return true;
    }

    /** Its time is over: no report is taken from now on. Returns whether there is one. */
    boolean endReports() {
        reportsEnded = true;
        return noShowAt != null;
    }

    /** A no-show was reported that its process may not know yet. */
    boolean isMissed() {
        return status == ReservationStatus.CONFIRMED && noShowAt != null;
    }

    /**
     * The pivot: decides between the fee and a cancellation requested in time. Whichever is written first wins.
     */
    boolean commit() {
        if (status == ReservationStatus.CONFIRMED && cancelRequestedAt == null) {
            status = ReservationStatus.SETTLING;
        }
        return status == ReservationStatus.SETTLING || status == ReservationStatus.COMPLETED;
    }

    /** Returns false if it was already completed. */
    boolean complete(Instant at) {
        if (status == ReservationStatus.COMPLETED) {
            return false;
        }
        if (status != ReservationStatus.SETTLING) {
            throw new IllegalStateException("Reservation %s is %s and cannot be completed".formatted(id, status));
        }
        close(ReservationStatus.COMPLETED, at);
        return true;
    }

    /** Ends it without its fee: {@link ReservationStatus#REJECTED} or {@link ReservationStatus#CANCELLED}. */
    void end(ReservationStatus ending, String why, Instant at) {
        if (!status.isBeforePivot()) {
            throw new IllegalStateException("Reservation %s is %s and cannot be %s".formatted(id, status, ending));
        }
        reason = Texts.shortened(why, LONGEST_REASON);
        close(ending, at);
    }

    private void close(ReservationStatus ending, Instant at) {
        status = ending;
        closedAt = at;
    }
}
