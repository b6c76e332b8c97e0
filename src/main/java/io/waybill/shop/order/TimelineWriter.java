package io.waybill.shop.order;

import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionScope;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes timelines just before a transaction commits, with the orders' rows locked until it is over. So the entries of
 * an order become visible in the order of their ids, and followers miss none. The order's row also stays the last that
 * a transaction locks, however many steps it runs.
 */
@Component
public class TimelineWriter {

    private final SimpleTransactionScope ofTheTransaction = new SimpleTransactionScope();
    private final Orders orders;
    private final OrderRows rows;
    private final Timeline timeline;
    private final Progress progress;
    private final Clock clock;

    TimelineWriter(Orders orders, OrderRows rows, Timeline timeline, Progress progress, Clock clock) {
        this.orders = orders;
        this.rows = rows;
        this.timeline = timeline;
        this.progress = progress;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StepTaken taken) {
        pending().entries.add(new Entry(taken, clock.instant()));
    }

    /** Why the order was stopped, as the step that stopped it reported it. */
    public Optional<String> latestObstacle(OrderId order) {
        return pending().entries.reversed().stream()
                .map(Entry::taken)
                .filter(taken -> taken.order().equals(order))
                .filter(taken -> taken.outcome() == Outcome.REFUSED || taken.outcome() == Outcome.FAILED)
                .findFirst()
                .map(taken -> Texts.shortened(String.valueOf(taken.detail()), TimelineEntry.LONGEST_DETAIL))
                .or(() -> timeline.latestObstacle(order));
    }

    /** What transactions before this one have written, oldest first. */
    public List<TimelineEntry> written(OrderId order) {
        return timeline.of(order);
    }

    private record Entry(StepTaken taken, Instant at) {}

    private Pending pending() {
        return (Pending) ofTheTransaction.get("timeline", () -> {
            Pending pending = new Pending();
            TransactionSynchronizationManager.registerSynchronization(pending);
            return pending;
        });
    }

    /** The entries that a transaction adds. */
    private final class Pending implements TransactionSynchronization {

        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            write(entries);
        }
    }

    private void write(List<Entry> entries) {
        TreeSet<String> locked = new TreeSet<>();
        entries.forEach(entry -> locked.add(entry.taken().order().value()));
        locked.forEach(order -> requireLock(OrderId.of(order)));
        entries.forEach(entry -> {
            rows.add(new TimelineEntry(entry.taken(), entry.at()));
            follow(entry.taken());
        });
    }

    private void requireLock(OrderId order) {
        if (!rows.lock(order)) {
            throw OrderRows.unknown(order);
        }
    }

    private void follow(StepTaken taken) {
        if (taken.outcome() == Outcome.DONE) {
            switch (taken.step()) {
                case Steps.PRODUCTION_REQUEST -> follow(taken.order(), Order::producing);
                case Steps.DELIVERY_BOOK -> follow(taken.order(), Order::delivering);
                default -> {}
            }
        }
    }

    private void follow(OrderId id, Consumer<Order> change) {
        Order order = orders.lock(id).orElseThrow(() -> OrderRows.unknown(id));
        OrderStatus before = order.status();
        change.accept(order);
        if (order.status() != before) {
            progress.made(order);
        }
    }
}
