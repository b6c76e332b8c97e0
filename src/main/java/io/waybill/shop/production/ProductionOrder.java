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
 * What was asked of the factories for one order, as a whole or in parts: one request per item, exactly of what is short.
 */
@Entity
class ProductionOrder {

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // read by queries
    private OrderId order;

    /** Of the whole. */
    @Enumerated(EnumType.STRING)
    private Status status;

    /** By their names. */
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
        /** Of the whole: only parts of it were asked for. */
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

    /** The mark of an order that was closed before anything was asked for (law 2). */
    static ProductionOrder neverWanted(OrderId order) {
        return new ProductionOrder(order, Status.CLOSED);
    }

    /** Whether it was asked for before, or is not to be asked for any more. */
    boolean isSettled(Part part) {
        return status == Status.CLOSED || (part.isWhole() ? status != Status.IN_PARTS : parts.containsKey(part.name()));
    }

    /** Whether only the whole can be asked for, or only parts, since that was begun with. */
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

    /** What was asked for, as a whole or in parts, and is done. */
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

    /** With the whole all parts are closed, those too that were never asked for. Answers whether any was waited for. */
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
