package io.waybill.account;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.OrderId;
import io.waybill.core.Subject;
import io.waybill.core.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The account tables. Money moves by conditional updates (law 9), each with a ledger entry. */
@Repository
class AccountBooks {

    private final JdbcClient db;

    AccountBooks(JdbcClient db) {
        this.db = db;
    }

    /** What is held for a subject; has no customer if the subject was closed before anything was held. */
    record Hold(@Nullable String customerId, long amountHeld, String status) {

        static final String HELD = "HELD";
        static final String REFUSED = "REFUSED";
        static final String RELEASED = "RELEASED";
        static final String CAPTURED = "CAPTURED";

        boolean isHeld() {
            return status.equals(HELD);
        }

        boolean isHeldOrCaptured() {
            return isHeld() || isCaptured();
        }

        boolean isCaptured() {
            return status.equals(CAPTURED);
        }

        CustomerId customer() {
            if (customerId == null) {
                throw new IllegalStateException("Nothing was ever held");
            }
            return new CustomerId(customerId);
        }

        Money amount() {
            return new Money(amountHeld);
        }
    }

    Optional<Account> find(CustomerId customer) {
        return find(customer, "");
    }

    private Optional<Account> find(CustomerId customer, String locking) {
        return db.sql("select customer_id, available, held, captured from account where customer_id = ?" + locking)
                .param(customer.value())
                .query(Account.class)
                .optional();
    }

    Set<CustomerId> existing(Set<CustomerId> customers) {
        return db.sql("select customer_id from account where customer_id in (:customers)")
                .param("customers", customers.stream().map(CustomerId::value).toList())
                .query((row, number) -> new CustomerId(row.getString(1)))
                .set();
    }

    /** The accounts whose customer ids begin with the prefix, by customer id: this page and the row after it. */
    List<Account> list(String after, String prefix, Pageable part) {
        // A tilde sorts after every character that a customer id may have.
        return List.copyOf(db.sql("""
                        select customer_id, available, held, captured from account
                        where customer_id > ? and customer_id between ? and ? order by customer_id limit ? offset ?""")
                .params(after, prefix, prefix + "~", part.getPageSize() + 1, part.getOffset())
                .query(Account.class)
                .list());
    }

    /** The entries, latest first: this page and the row after it. */
    List<LedgerEntry> ledger(CustomerId customer, long before, Pageable part) {
        return List.copyOf(db.sql("""
                        select entry_id, kind, order_id, process_id, available, held, captured, at from account_ledger
                        where customer_id = ? and entry_id < ? order by entry_id desc limit ? offset ?""")
                .params(customer.value(), before, part.getPageSize() + 1, part.getOffset())
                .query(AccountBooks::entry)
                .list());
    }

    private static LedgerEntry entry(ResultSet row, int number) throws SQLException {
        String key = row.getString("order_id");
        String process = key == null ? null : row.getString("process_id");
        return new LedgerEntry(
                row.getLong("entry_id"),
                row.getString("kind"),
                process,
                key,
                OrderId.PROCESS.equals(process) ? key : null,
                row.getLong("available"),
                row.getLong("held"),
                row.getLong("captured"),
                Utc.instant(row.getObject("at", LocalDateTime.class)));
    }

    /**
     * Returns false, and changes nothing, if the subject already has its row; waits for a transaction that is inserting
     * it.
     */
    boolean openHold(Subject subject, @Nullable CustomerId customer, Money amount, String status) {
        return db.sql("""
                                insert ignore into account_hold (order_id, process_id, customer_id, amount, status)
                                values (?, ?, ?, ?, ?)""")
                        .param(subject.key())
                        .param(subject.process())
                        .param(customer == null ? null : customer.value())
                        .param(amount.amount())
                        .param(status)
                        .update()
                == 1;
    }

    Hold findHold(Subject subject) {
        return hold(subject, "");
    }

    Hold lockHold(Subject subject) {
        return hold(subject, " for update");
    }

    /** Empty if nothing was ever asked for. */
    Optional<Hold> lockedHold(Subject subject) {
        return findHold(subject, " for update");
    }

    /** Locks the subject's row. If it has none, leaves a tombstone: a row that says released. */
    Hold lockHoldOrMarkReleased(Subject subject) {
        Optional<Hold> hold = findHold(subject, " for update");
        if (hold.isEmpty()) {
            openHold(subject, null, Money.ZERO, Hold.RELEASED);
        }
        return hold.orElseGet(() -> lockHold(subject));
    }

    private Hold hold(Subject subject, String locking) {
        return findHold(subject, locking)
                .orElseThrow(() -> new IllegalStateException("No credit was ever requested for " + subject));
    }

    private Optional<Hold> findHold(Subject subject, String locking) {
        return db.sql("select customer_id, amount as amount_held, status from account_hold where order_id = ?"
                        + " and process_id = ?" + locking)
                .params(subject.key(), subject.process())
                .query(Hold.class)
                .optional();
    }

    void markHold(Subject subject, String status) {
        db.sql("update account_hold set status = ? where order_id = ? and process_id = ?")
                .params(status, subject.key(), subject.process())
                .update();
    }

    boolean hold(Subject subject, CustomerId customer, Money amount) {
        int moved = db.sql("""
                        update account set available = available - :amount, held = held + :amount
                        where customer_id = :customer and available >= :amount""")
                .param("amount", amount.amount())
                .param("customer", customer.value())
                .update();
        if (moved == 1) {
            enter(customer, subject, "HELD", -amount.amount(), amount.amount(), 0);
        }
        return moved == 1;
    }

    void release(Subject subject, CustomerId customer, Money amount) {
        move(customer, """
                update account set held = held - :amount, available = available + :amount
                where customer_id = :customer and held >= :amount""", amount);
        enter(customer, subject, "RELEASED", amount.amount(), -amount.amount(), 0);
    }

    void capture(Subject subject, CustomerId customer, Money amount) {
        move(customer, """
                update account set held = held - :amount, captured = captured + :amount
                where customer_id = :customer and held >= :amount""", amount);
        enter(customer, subject, "CAPTURED", 0, -amount.amount(), amount.amount());
    }

    Optional<Account> lock(CustomerId customer) {
        return find(customer, " for update");
    }

    /** Returns false, and changes nothing, if the account exists; waits for a transaction that is inserting it. */
    boolean open(CustomerId customer) {
        return db.sql("insert ignore into account (customer_id, available, held, captured) values (?, 0, 0, 0)")
                        .param(customer.value())
                        .update()
                == 1;
    }

    void adjust(CustomerId customer, long difference) {
        db.sql("update account set available = available + ? where customer_id = ?")
                .params(difference, customer.value())
                .update();
        enter(customer, null, "ADJUSTED", difference, 0, 0);
    }

    private void move(CustomerId customer, String update, Money amount) {
        int moved = db.sql(update)
                .param("amount", amount.amount())
                .param("customer", customer.value())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("The account of %s does not hold %s".formatted(customer, amount));
        }
    }

    private void enter(
            CustomerId customer, @Nullable Subject subject, String kind, long available, long held, long captured) {
        db.sql("""
                        insert into account_ledger
                          (customer_id, order_id, process_id, kind, available, held, captured, at)
                        values (?, ?, ?, ?, ?, ?, ?, utc_timestamp(6))""")
                .param(customer.value())
                .param(subject == null ? null : subject.key())
                .param(subject == null ? null : subject.process())
                .param(kind)
                .param(available)
                .param(held)
                .param(captured)
                .update();
    }
}
