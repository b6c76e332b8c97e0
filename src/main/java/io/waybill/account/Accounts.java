package io.waybill.account;

import io.waybill.account.AccountBooks.Hold;
import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.core.Participant;
import io.waybill.core.PlacedOrder;
import io.waybill.core.PlacedOrders;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.Precondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds, releases and captures credit. Every call is keyed by the order, so a redelivered job finds its own work. */
@Service
public class Accounts implements Participant {

    private final AccountBooks books;
    private final PlacedOrders orders;
    private final ApplicationEventPublisher events;

    Accounts(AccountBooks books, PlacedOrders orders, ApplicationEventPublisher events) {
        this.books = books;
        this.orders = orders;
        this.events = events;
    }

    /** Those of the customers that exist. */
    public Set<CustomerId> existing(Set<CustomerId> customers) {
        return books.existing(customers);
    }

    /** Holds the order's total. Returns false if the credit is insufficient or the order is already closed. */
    @Transactional
    boolean reserve(OrderId id) {
        PlacedOrder order = orders.get(id);
        if (!books.openHold(id, order.customer(), order.total(), Hold.HELD)) {
            return books.findHold(id).isHeldOrCaptured();
        }
        if (books.hold(id, order.customer(), order.total())) {
            events.publishEvent(StepTaken.done(id, Steps.RESERVE, order.total() + " held"));
            return true;
        }
        books.markHold(id, Hold.REFUSED);
        long available = books.find(order.customer()).map(Account::available).orElse(0L);
        events.publishEvent(StepTaken.refused(
                id, Steps.RESERVE, "The order costs %s, the account has %d".formatted(order.total(), available)));
        return false;
    }

    /**
     * Releases what is held. If nothing was held, leaves a tombstone so that a late reservation is refused (law 2): the
     * engine may undo a step while its worker is still running it.
     */
    @Transactional
    void release(OrderId id) {
        Hold hold = books.lockHoldOrMarkReleased(id);
        if (hold.isHeld()) {
            books.release(id, hold.customer(), hold.amount());
            books.markHold(id, Hold.RELEASED);
            events.publishEvent(StepTaken.undone(id, Steps.RELEASE, hold.amount() + " released"));
        }
    }

    /** Charges what is held. Only reached after the pivot, where it cannot be refused. */
    @Transactional
    void capture(OrderId id) {
        Hold hold = books.lockHold(id);
        if (hold.isHeld()) {
            books.capture(id, hold.customer(), hold.amount());
            books.markHold(id, Hold.CAPTURED);
            events.publishEvent(StepTaken.done(id, Steps.CAPTURE, hold.amount() + " charged"));
        } else if (!hold.isHeldOrCaptured()) {
            throw new IllegalStateException("Nothing is held for order %s, so nothing can be charged".formatted(id));
        }
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(OrderId order) {
        release(order);
    }

    List<Account> list(String after, String prefix, Pageable part) {
        return books.list(after, prefix, part);
    }

    List<LedgerEntry> ledger(CustomerId customer, long before, Pageable part) {
        return books.ledger(customer, before, part);
    }

    Optional<Account> find(CustomerId customer) {
        return books.find(customer);
    }

    /** Sets the available credit, opens the account if needed, and writes the difference to the ledger. */
    @Transactional
    Account setAvailable(CustomerId customer, Money available, Precondition condition) {
        Optional<Account> known = books.lock(customer);
        // Rolled back if the condition does not hold.
        boolean isNew = known.isEmpty() && books.open(customer);
        Account before = known.or(() -> books.lock(customer)).orElseThrow();
        condition.check(isNew ? null : before.tag());
        books.adjust(customer, available.amount() - before.available());
        return books.find(customer).orElseThrow();
    }
}
