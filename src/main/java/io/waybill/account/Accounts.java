package io.waybill.account;

import io.waybill.account.AccountBooks.Hold;
import io.waybill.core.Charges;
import io.waybill.core.Charges.Charge;
import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.Participant;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Precondition;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.core.saga.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds, releases and captures credit. Every call is keyed by its subject, so a redelivered job finds its own work. */
@Service
public class Accounts implements Participant, Evidence {

    private final AccountBooks books;
    private final ObjectProvider<Charges> charges;
    private final ApplicationEventPublisher events;

    Accounts(AccountBooks books, ObjectProvider<Charges> charges, ApplicationEventPublisher events) {
        this.books = books;
        this.charges = charges;
        this.events = events;
    }

    /** Those of the customers that exist. */
    public Set<CustomerId> existing(Set<CustomerId> customers) {
        return books.existing(customers);
    }

    /** Holds what a subject costs. Returns false if the credit is insufficient or the subject is already closed. */
    @Transactional
    boolean reserve(Subject subject) {
        Charge charge = charge(subject);
        if (!books.openHold(subject, charge.customer(), charge.amount(), Hold.HELD)) {
            return books.findHold(subject).isHeldOrCaptured();
        }
        if (books.hold(subject, charge.customer(), charge.amount())) {
            events.publishEvent(StepTaken.done(subject, Steps.of(subject).reserve(), charge.amount() + " held"));
            return true;
        }
        books.markHold(subject, Hold.REFUSED);
        long available = books.find(charge.customer()).map(Account::available).orElse(0L);
        events.publishEvent(StepTaken.refused(
                subject,
                Steps.of(subject).reserve(),
                (Steps.of(subject).costs() + ", the account has %d").formatted(charge.amount(), available)));
        return false;
    }

    private Charge charge(Subject subject) {
        return charges.stream()
                .flatMap(business -> business.of(subject).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is nothing to charge for " + subject));
    }

    /**
     * Releases what is held. If nothing was held, leaves a tombstone so that a late reservation is refused (law 2): the
     * engine may undo a step while its worker is still running it.
     */
    @Transactional
    void release(Subject subject) {
        Hold hold = books.lockHoldOrMarkReleased(subject);
        events.publishEvent(new StepAsked(subject, Steps.of(subject).release()));
        if (hold.isHeld()) {
            books.release(subject, hold.customer(), hold.amount());
            books.markHold(subject, Hold.RELEASED);
            events.publishEvent(StepTaken.undone(subject, Steps.of(subject).release(), hold.amount() + " released"));
        }
    }

    /** Charges what is held, after the pivot. */
    @Transactional
    void capture(Subject subject) {
        Hold hold = books.lockHold(subject);
        events.publishEvent(new StepAsked(subject, Steps.of(subject).capture()));
        if (hold.isHeld()) {
            books.capture(subject, hold.customer(), hold.amount());
            books.markHold(subject, Hold.CAPTURED);
            events.publishEvent(StepTaken.done(subject, Steps.of(subject).capture(), hold.amount() + " charged"));
        } else if (!hold.isHeldOrCaptured()) {
            throw new IllegalStateException("Nothing is held for %s, so nothing can be charged".formatted(subject));
        }
    }

    @Override
    public Optional<Boolean> of(String step, Subject subject) {
        Steps steps = Steps.of(subject);
        if (step.equals(steps.reserve())) {
            return Optional.of(
                    books.lockedHold(subject).filter(Hold::isHeldOrCaptured).isPresent());
        }
        return step.equals(steps.capture())
                ? Optional.of(books.lockedHold(subject).filter(Hold::isCaptured).isPresent())
                : Optional.empty();
    }

    @Override
    public int place() {
        return 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        release(subject);
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

    /**
     * Sets the available credit, opens the account if needed, and writes the difference to the ledger.
     *
     * @throws Unprocessable if there is none and no customer can be called so
     */
    @Transactional
    Account setAvailable(CustomerId customer, Money available, Precondition condition) {
        Optional<Account> known = books.lock(customer);
        if (known.isEmpty() && customer.isReserved()) {
            throw new Unprocessable(
                    List.of(new FieldError("customerId", "is reserved: no customer can be called " + customer)));
        }
        // Rolled back if the condition does not hold.
        boolean isNew = known.isEmpty() && books.open(customer);
        Account before = known.or(() -> books.lock(customer)).orElseThrow();
        condition.check(isNew ? null : before.tag());
        books.adjust(customer, available.amount() - before.available());
        return books.find(customer).orElseThrow();
    }
}
