package io.waybill.courier;

import io.waybill.core.OrderId;
import io.waybill.core.refusal.Conflict;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** The delivery of one order, with the order's id, and its offers, made one after another. */
@Entity
class Delivery {

    @EmbeddedId
    private OrderId order;

    @Enumerated(EnumType.STRING)
    private Status status;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "delivery_offer", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "number")
    @BatchSize(size = 200)
    private Map<Integer, Offer> offers = new HashMap<>();

    @Version
    private @Nullable Integer version;

    enum Status {
        OFFERED,
        ACCEPTED,
        CANCELLED
    }

    private Delivery(OrderId order, Status status) {
        this.order = order;
        this.status = status;
    }

    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    static Delivery of(OrderId order) {
        return new Delivery(order, Status.OFFERED);
    }

    /** The tombstone of an order that was closed before a delivery was booked (law 2). */
    static Delivery neverWanted(OrderId order) {
        return new Delivery(order, Status.CANCELLED);
    }

    OrderId order() {
        return order;
    }

    Status status() {
        return status;
    }

    Map<Integer, Offer> offers() {
        return Map.copyOf(offers);
    }

    /** The number of the latest offer; 0 if there is none. */
    int latestOffer() {
        return offers.size();
    }

    boolean isOpen() {
        return status == Status.OFFERED;
    }

    boolean wasOfferedTo(String driver) {
        return offers.values().stream().anyMatch(offer -> offer.driverId().equals(driver));
    }

    Optional<String> driver() {
        return status == Status.ACCEPTED ? latest().map(Offer::driverId) : Optional.empty();
    }

    void offerTo(String driver, Instant at) {
        withdrawOffer();
        offers.put(latestOffer() + 1, new Offer(driver, at));
    }

    /** Nobody may accept the latest offer any more. */
    void withdrawOffer() {
        latest().ifPresent(Offer::withdraw);
    }

    /** Returns false if this driver has already accepted. */
    boolean accept(String driver, Instant at) {
        if (driver().filter(driver::equals).isPresent()) {
            return false;
        }
        openOfferTo(driver).answer(Offer.Status.ACCEPTED, at);
        status = Status.ACCEPTED;
        return true;
    }

    /** Returns false if this driver has already refused the latest offer. */
    boolean refuse(String driver, Instant at) {
        boolean refusedBefore = latest().filter(
                        offer -> offer.driverId().equals(driver) && offer.status() == Offer.Status.REFUSED)
                .isPresent();
        if (refusedBefore) {
            return false;
        }
        openOfferTo(driver).answer(Offer.Status.REFUSED, at);
        return true;
    }

    /** The driver who was asked last refused, and nobody else has been asked yet. */
    boolean isRefused() {
        return isOpen()
                && latest().filter(offer -> offer.status() == Offer.Status.REFUSED)
                        .isPresent();
    }

    private Offer openOfferTo(String driver) {
        return latest().filter(
                        offer -> isOpen() && offer.isOpen() && offer.driverId().equals(driver))
                .orElseThrow(() -> new Conflict("The delivery is not currently offered to driver " + driver));
    }

    /** Returns false if it was already cancelled. */
    boolean cancel() {
        boolean wanted = status != Status.CANCELLED;
        withdrawOffer();
        status = Status.CANCELLED;
        return wanted;
    }

    private Optional<Offer> latest() {
        return Optional.ofNullable(offers.get(latestOffer()));
    }
}
