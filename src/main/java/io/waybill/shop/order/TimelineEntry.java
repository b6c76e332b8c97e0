package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.Texts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that happened to an order. */
@Entity
@Table(name = "order_timeline")
public class TimelineEntry {

    static final int LONGEST_DETAIL = 500;

    private static final Set<String> LAST_STEPS = Set.of(Steps.COMPLETE, Steps.REJECT, Steps.CANCEL);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long entryId;

    private OrderId order;

    private Instant at;

    private String step;

    @Enumerated(EnumType.STRING)
    private StepTaken.Outcome outcome;

    private @Nullable String detail;

    public TimelineEntry(StepTaken taken, Instant at) {
        this.order = taken.order();
        this.at = at;
        this.step = taken.step();
        this.outcome = taken.outcome();
        this.detail = taken.detail() == null ? null : Texts.shortened(taken.detail(), LONGEST_DETAIL);
    }

    /** The first entry of an order. */
    public static TimelineEntry placed(Order order) {
        return new TimelineEntry(StepTaken.done(order.id(), Steps.PLACE, "Placed"), order.placedAt());
    }

    @SuppressWarnings("NullAway.Init")
    protected TimelineEntry() {}

    /** Later entries of an order have higher ids. */
    public long id() {
        return Objects.requireNonNull(entryId);
    }

    public OrderId order() {
        return order;
    }

    /** No entry follows it. */
    public boolean isLast() {
        return LAST_STEPS.contains(step);
    }

    public Instant at() {
        return at;
    }

    public String step() {
        return step;
    }

    public StepTaken.Outcome outcome() {
        return outcome;
    }

    @Nullable
    public String detail() {
        return detail;
    }
}
