package io.waybill.production;

import io.waybill.core.ItemId;
import io.waybill.core.OrderId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked of the factories for one order: one request per item, exactly of what is short. */
@Entity
class ProductionOrder {

    @EmbeddedId
    @SuppressWarnings("UnusedVariable") // read by queries
    private OrderId order;

    @Enumerated(EnumType.STRING)
    private Status status;

    @ElementCollection
    @CollectionTable(name = "production_request", joinColumns = @JoinColumn(name = "order_id"))
    private Map<ItemId, ProductionRequest> requests = new HashMap<>();

    @Version
    private @Nullable Integer version;

    enum Status {
        REQUESTED,
        FINISHED,
        FAILED,
        /** The order does not wait for it any more: what a factory still makes is free stock. */
        CLOSED
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

    void request(ItemId item, long factoryId, long quantity) {
        requests.put(item, new ProductionRequest(factoryId, quantity));
    }

    Optional<ProductionRequest> requestOf(ItemId item) {
        return Optional.ofNullable(requests.get(item));
    }

    boolean isWaitedFor() {
        return status == Status.REQUESTED;
    }

    boolean isAllMade() {
        return requests.values().stream().allMatch(ProductionRequest::isMade);
    }

    boolean isFinished() {
        return status == Status.FINISHED;
    }

    boolean hasFailed() {
        return status == Status.FAILED;
    }

    void finish() {
        status = Status.FINISHED;
    }

    void fail() {
        status = Status.FAILED;
    }

    /** Answers whether anything was still being waited for. */
    boolean close() {
        boolean waited = isWaitedFor();
        status = Status.CLOSED;
        return waited;
    }
}
