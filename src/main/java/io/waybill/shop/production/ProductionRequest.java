package io.waybill.shop.production;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A quantity of an item was requested from a factory. */
@Embeddable
class ProductionRequest {

    /** The name of the part that it belongs to. */
    private String part = "";

    private long factoryId;

    private long quantity;

    @Enumerated(EnumType.STRING)
    private Status status = Status.REQUESTED;

    enum Status {
        REQUESTED,
        MADE,
        FAILED
    }

    ProductionRequest(Part part, long factoryId, long quantity) {
        this.part = part.name();
        this.factoryId = factoryId;
        this.quantity = quantity;
    }

    protected ProductionRequest() {}

    Part part() {
        return new Part(part);
    }

    long factoryId() {
        return factoryId;
    }

    long quantity() {
        return quantity;
    }

    boolean isOpen() {
        return status == Status.REQUESTED;
    }

    boolean isMade() {
        return status == Status.MADE;
    }

    void made() {
        status = Status.MADE;
    }

    void failed() {
        status = Status.FAILED;
    }
}
