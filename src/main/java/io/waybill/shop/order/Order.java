package io.waybill.shop.order;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.Texts;
import io.waybill.core.refusal.Conflict;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order. It guards its transitions from placed to its one end. */
@Entity
@Table(name = "orders")
public class Order {

    private static final int LONGEST_REASON = 500;

    @EmbeddedId
    private OrderId id;

    private CustomerId customer;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private @Nullable String reason;

    @AttributeOverride(name = "amount", column = @Column(name = "total"))
    private Money total;

    private Address address;

    @ElementCollection
    @CollectionTable(name = "order_line", joinColumns = @JoinColumn(name = "order_id"))
    private Set<OrderLine> lines;

    private @Nullable Instant cancelRequestedAt;

    private Instant placedAt;

    private @Nullable Instant closedAt;

    @Version
    private @Nullable Integer version;

    private Order(OrderId id, CustomerId customer, List<OrderLine> lines, Address address, Instant at) {
        this.id = id;
        this.customer = customer;
        this.status = OrderStatus.PLACED;
        this.total = lines.stream().map(OrderLine::total).reduce(Money.ZERO, Money::plus);
        this.address = address;
        this.lines = new HashSet<>(lines);
        this.placedAt = at;
    }

    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    /**
     * A new order.
     *
     * @param lines at least one, each item once
     */
    public static Order place(CustomerId customer, List<OrderLine> lines, Address address, Instant at) {
        return new Order(OrderId.next(), customer, lines, address, at);
    }

    /** The first entry of its timeline. */
    public StepTaken placed() {
        return StepTaken.done(id.subject(), Steps.PLACE, "Placed");
    }

    public OrderId id() {
        return id;
    }

    public CustomerId customer() {
        return customer;
    }

    public OrderStatus status() {
        return status;
    }

    @Nullable
    public String reason() {
        return reason;
    }

    public Money total() {
        return total;
    }

    public Address address() {
        return address;
    }

    public List<OrderLine> lines() {
        return lines.stream()
                .sorted(Comparator.comparingLong(line -> line.item().value()))
                .toList();
    }

    public Instant placedAt() {
        return placedAt;
    }

    @Nullable
    public Instant closedAt() {
        return closedAt;
    }

    /** Changes with every change of the order itself; new timeline entries do not change it. */
    public int version() {
        return Objects.requireNonNull(version);
    }

    /** The missing goods are being produced. */
    public void producing() {
        if (status == OrderStatus.PLACED) {
            status = OrderStatus.IN_PRODUCTION;
        }
    }

    /** A driver is being looked for. */
    public void delivering() {
        if (status.isBeforePivot()) {
            status = OrderStatus.IN_DELIVERY;
        }
    }

    /**
     * Records that the order is to be cancelled; from then on it will not be shipped. Returns false if that was
     * recorded before.
     *
     * @throws Conflict if it is too late
     */
    public boolean requestCancellation(Instant at) {
        if (!status.isBeforePivot()) {
            throw new Conflict("The order is %s and cannot be cancelled any more".formatted(status));
        }
        if (cancelRequestedAt != null) {
            return false;
        }
        cancelRequestedAt = at;
        return true;
    }

    public boolean isToBeCancelled() {
        return status.isBeforePivot() && cancelRequestedAt != null;
    }

    /**
     * The pivot: decides between shipping and a cancellation requested in the meantime. Whichever is written first
     * wins.
     */
    public boolean commit() {
        if (status.isBeforePivot() && cancelRequestedAt == null) {
            status = OrderStatus.SHIPPED;
        }
        return status == OrderStatus.SHIPPED || status == OrderStatus.COMPLETED;
    }

    /** Returns false if it was already completed. */
    public boolean complete(Instant at) {
        if (status == OrderStatus.COMPLETED) {
            return false;
        }
        if (status != OrderStatus.SHIPPED) {
            throw new IllegalStateException("Order %s is %s and cannot be completed".formatted(id, status));
        }
        close(OrderStatus.COMPLETED, at);
        return true;
    }

    /** Ends it without shipping: {@link OrderStatus#REJECTED} or {@link OrderStatus#CANCELLED}. */
    public void end(OrderStatus ending, String why, Instant at) {
        if (!status.isBeforePivot()) {
            throw new IllegalStateException("Order %s is %s and cannot be %s".formatted(id, status, ending));
        }
        reason = Texts.shortened(why, LONGEST_REASON);
        close(ending, at);
    }

    private void close(OrderStatus ending, Instant at) {
        status = ending;
        closedAt = at;
    }
}
