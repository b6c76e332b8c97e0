package io.waybill.shop.production;

import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was requested from the factories for one order, as a whole or in parts: one request per item, for exactly what
 * is short.
 */
@Entity
class ProductionOrder {

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // read by queries
    private OrderId order;

    /** The status of the whole. */
    @Enumerated(EnumType.STRING)
    private Status status;

    /** The status of each part, by name. */
    @ElementCollection
    @CollectionTable(name = "production_part", joinColumns = @JoinColumn(name = "order_id"))
    @MapKeyColumn(name = "part")
    @Column(name = "status")
    @Enumerated(EnumType.STRING)
    private Map<String, Status> parts = new HashMap<>();

    @ElementCollection
    @CollectionTable(name = "production_request", joinColumns = @JoinColumn(name = "order_id"))
    private Map<ItemId, ProductionRequest> requests = new HashMap<>();

    @Version
    private @Nullable Integer version;

    enum Status {
        REQUESTED,
        FINISHED,
        FAILED,
        /** Nobody waits for it any more: what a factory still makes is free stock. */
        CLOSED,
        /** For the whole: only parts of it were requested. */
        IN_PARTS
    }

    private ProductionOrder(OrderId order, Status status) {
        this.order = order;
        this.status = status;
    }

    @SuppressWarnings("NullAway.Init")
    protected ProductionOrder() {}

    static ProductionOrder of(OrderId order) {
        return new ProductionOrder(order, Status.REQUESTED);
    }

    /** The tombstone of an order that was closed before anything was requested (law 2). */
    static ProductionOrder neverWanted(OrderId order) {
        return new ProductionOrder(order, Status.CLOSED);
    }

    /** Whether it was already requested, or must not be requested any more. */
    boolean isSettled(Part part) {
        return status == Status.CLOSED || (part.isWhole() ? status != Status.IN_PARTS : parts.containsKey(part.name()));
    }

    /**
     * Whether the order's production began the other way: in parts if this is the whole, as a whole if this is a part.
     */
    boolean isOtherwiseThan(Part part) {
        return part.isWhole() == (status == Status.IN_PARTS);
    }

    void begin(Part part) {
        set(part, Status.REQUESTED);
    }

    void request(Part part, ItemId item, long factoryId, long quantity) {
        requests.put(item, new ProductionRequest(part, factoryId, quantity));
    }

    Optional<ProductionRequest> requestOf(ItemId item) {
        return Optional.ofNullable(requests.get(item));
    }

    boolean isWaitedFor(Part part) {
        return statusOf(part) == Status.REQUESTED;
    }

    boolean isAllMade(Part part) {
        return requests.values().stream()
                .filter(request -> request.part().equals(part))
                .allMatch(ProductionRequest::isMade);
    }

    /** What was requested, as a whole or in parts, and is done. */
    List<Part> finished() {
        return all(Status.FINISHED);
    }

    List<Part> failed() {
        return all(Status.FAILED);
    }

    private List<Part> all(Status wanted) {
        return Stream.concat(Stream.of(Part.WHOLE), parts.keySet().stream().map(Part::new))
                .filter(part -> statusOf(part) == wanted)
                .toList();
    }

    void finish(Part part) {
        set(part, Status.FINISHED);
    }

    void fail(Part part) {
        set(part, Status.FAILED);
    }

    /**
     * Closes the part. Closing the whole closes all parts, including those never requested. Returns whether any was
     * waited for.
     */
    boolean close(Part part) {
        boolean waited = isWaitedFor(part) || (part.isWhole() && parts.containsValue(Status.REQUESTED));
        if (part.isWhole()) {
            parts.replaceAll((name, before) -> Status.CLOSED);
        }
        set(part, Status.CLOSED);
        return waited;
    }

    private @Nullable Status statusOf(Part part) {
        return part.isWhole() ? status : parts.get(part.name());
    }

    private void set(Part part, Status now) {
        if (part.isWhole()) {
            status = now;
        } else {
            parts.put(part.name(), now);
        }
    }
}
