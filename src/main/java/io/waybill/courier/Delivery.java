package io.waybill.courier;

import io.waybill.core.OrderId;
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

    private static final String NOUN = "delivery";

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

    Offers offers() {
        return new Offers(offers);
    }

    boolean isOpen() {
        return status == Status.OFFERED;
    }

    Optional<String> driver() {
        return status == Status.ACCEPTED ? offers().latest().map(Offer::driverId) : Optional.empty();
    }

    /** Returns false if this driver has already accepted. */
    boolean accept(String driver, Instant at) {
        if (status == Status.CANCELLED) {
            throw Offers.notMadeTo(driver, NOUN);
        }
        boolean isNew = offers().answer(driver, Offer.Status.ACCEPTED, at, NOUN);
        status = Status.ACCEPTED;
        return isNew;
    }

    /** Returns false if this driver has already refused the latest offer. */
    boolean refuse(String driver, Instant at) {
        return offers().answer(driver, Offer.Status.REFUSED, at, NOUN);
    }

    /** The driver who was asked last refused, and nobody else has been asked yet. */
    boolean isRefused() {
        return isOpen() && offers().areRefused();
    }

    /** Returns false if it was already cancelled. */
    boolean cancel() {
        boolean wanted = status != Status.CANCELLED;
        offers().withdraw();
        status = Status.CANCELLED;
        return wanted;
    }
}
