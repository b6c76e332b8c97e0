package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Breaks each law about reservations on purpose; the audit has to find this and nothing else. */
@EndToEndTest
@TestPropertySource(properties = {"waybill.audit.quiet-after=1s", "waybill.audit.reconcile-every=1h"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservationAuditIT {

    /** Of a reservation that the database alone knows. */
    private static final String COPY = "00000000-0000-7000-8000-000000000081";

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    Audited audit;
    Map<String, String> ids = Map.of();

    @BeforeEach
    void reservations_that_went_well() {
        audit = new Audited(managementPort);
        if (ids.isEmpty()) {
            Caller waybill = new Caller(port);
            Reservations reservations = new Reservations(waybill);
            String customer = waybill.customerWith(100_000);
            String poor = waybill.customerWith(1);
            Instant soon = Reservations.now().plusSeconds(15);
            String completed = reservations.confirmed(customer, soon);
            String confirmed = reservations.confirmed(customer, Reservations.someDay());
            String cancelled = reservations.confirmed(customer, Reservations.someDay());
            reservations.cancel(cancelled);
            String rejected = reservations.reserve(poor, Reservations.someDay());
            reservations.awaitStatus(rejected, "REJECTED");
            reservations.missedByTheCustomer(completed);
            ids = Map.of(
                    "customer", customer,
                    "poor", poor,
                    "completed", completed,
                    "confirmed", confirmed,
                    "cancelled", cancelled,
                    "rejected", rejected);
        }
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return audit.rulesBrokenBy(ids.values().toArray(String[]::new));
    }

    /**
     * @param rules that report it: several may see the same breach
     * @param breach the statements that cause it; several are separated by semicolons, as in {@code repair}
     */
    record Breach(String rules, String breach, String repair) {}

    private static Breach step(String rule, String of, String step, String outcome, String instead) {
        String change =
                "update reservation_timeline set step = '%s', outcome = '%s' where reservation_id = :%s and step = '%s'";
        return new Breach(
                rule, change.formatted(step, outcome, of, instead), change.formatted(instead, "DONE", of, step));
    }

    private static Breach furtherStep(String rule, String of, String step) {
        return new Breach(
                rule,
                "insert into reservation_timeline (reservation_id, at, step, outcome) values (:%s, utc_timestamp(6), '%s', 'DONE')"
                        .formatted(of, step),
                "delete from reservation_timeline where reservation_id = :%s and step = '%s' order by entry_id desc limit 1"
                        .formatted(of, step));
    }

    private static String copy(String startsAt) {
        return """
                insert into reservation (reservation_id, customer_id, status, place, starts_at, ends_at, fee, driver_id,
                  released, placed_at, closed_at, version)
                select '%s', customer_id, 'COMPLETED', place, %s, %s + interval 1 hour, 0, driver_id, false, placed_at,
                  placed_at, 0 from reservation where reservation_id = :confirmed""".formatted(COPY, startsAt, startsAt);
    }

    private static final String NO_COPY = "delete from reservation where reservation_id = '%s'".formatted(COPY);

    private static String freed(String which) {
        return "update reservation set driver_id = null where reservation_id = :" + which;
    }

    private static String reserved(String which) {
        return "update reservation r join reservation_offer o on o.reservation_id = r.reservation_id and o.status = 'ACCEPTED'"
                + " set r.driver_id = o.driver_id where r.reservation_id = :" + which;
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                furtherStep("reservations-end-once", "completed", "reservation.cancel"),
                new Breach(
                        "reservations-end-once",
                        "update reservation set closed_at = null where reservation_id = :completed",
                        "update reservation set closed_at = utc_timestamp(6) where reservation_id = :completed"),
                new Breach("driver-reserved-once", copy("starts_at + interval 59 minute"), NO_COPY),
                new Breach("driver-reserved-once", copy("starts_at - interval 59 minute"), NO_COPY),
                new Breach("confirmed-reservations-have-a-driver", freed("confirmed"), reserved("confirmed")),
                new Breach("confirmed-reservations-have-a-driver", freed("completed"), reserved("completed")),
                new Breach(
                        "fee-charged-once, money-per-account",
                        "insert into account_ledger (customer_id, order_id, process_id, kind, available, held, captured, at)"
                                + " values (:customer, :completed, 'driver-reservation', 'AGAIN', -10000, 0, 10000,"
                                + " utc_timestamp(6))",
                        "delete from account_ledger where order_id = :completed and kind = 'AGAIN'"),
                furtherStep("fee-charged-once, no-reservation-step-after-the-end", "completed", "fee.capture"),
                step("fee-charged-once", "completed", "test.capture", "DONE", "fee.capture"),
                new Breach(
                        "fee-charged-once",
                        "update reservation set fee = fee + 1 where reservation_id = :completed",
                        "update reservation set fee = fee - 1 where reservation_id = :completed"),
                new Breach(
                        "fee-charged-once, money-is-held-for-orders, nothing-held-for-closed-reservations",
                        "update account_hold set status = 'HELD' where order_id = :completed",
                        "update account_hold set status = 'CAPTURED' where order_id = :completed"),
                new Breach(
                        "fee-charged-once, money-is-held-for-orders",
                        "update account_hold set status = 'CAPTURED' where order_id = :confirmed",
                        "update account_hold set status = 'HELD' where order_id = :confirmed"),
                new Breach(
                        "fee-charged-once, money-is-held-for-orders",
                        "update account_hold set status = 'RELEASED' where order_id = :completed",
                        "update account_hold set status = 'CAPTURED' where order_id = :completed"),
                step("no-reservation-step-after-its-undo", "completed", "fee.release", "UNDONE", "fee.hold"),
                step(
                        "no-reservation-step-after-its-undo",
                        "completed",
                        "reservation.release",
                        "UNDONE",
                        "reservation.seek"),
                furtherStep("no-reservation-step-after-the-end", "completed", "reservation.offer"),
                furtherStep("no-reservation-step-after-the-end", "rejected", "reservation.confirm"),
                new Breach(
                        "nothing-held-for-closed-reservations",
                        "update reservation set driver_id = 'D-1' where reservation_id = :cancelled",
                        freed("cancelled")),
                new Breach(
                        "nothing-held-for-closed-reservations, fee-charged-once, money-is-held-for-orders",
                        "update account_hold set status = 'HELD' where order_id = :cancelled",
                        "update account_hold set status = 'RELEASED' where order_id = :cancelled"),
                new Breach(
                        "reservations-end-in-time",
                        "update reservation set starts_at = starts_at - interval 400 day, ends_at = ends_at - interval 400 day"
                                + " where reservation_id = :confirmed",
                        "update reservation set starts_at = starts_at + interval 400 day, ends_at = ends_at + interval 400 day"
                                + " where reservation_id = :confirmed"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void finds_each_breach_of_a_law(Breach breach) {
        assertThat(foundAfter(breach.breach(), breach.repair()))
                .containsExactlyInAnyOrder(breach.rules().split(", ", -1));
    }

    private List<String> foundAfter(String breach, String repair) {
        run(breach);
        try {
            mention();
            return violations();
        } finally {
            run(repair);
        }
    }

    @Test
    void a_driver_may_come_to_one_after_another() {
        assertThat(foundAfter(copy("ends_at"), NO_COPY)).isEmpty();
    }

    @Test
    void one_that_is_being_undone_has_no_driver_any_more() {
        assertThat(foundAfter(
                        freed("confirmed")
                                + ";update reservation set released = true where reservation_id = :confirmed",
                        reserved("confirmed")
                                + ";update reservation set released = false where reservation_id = :confirmed"))
                .isEmpty();
    }

    @Test
    void one_for_some_day_may_be_open_until_then() {
        assertThat(
                        foundAfter(
                                "update reservation set placed_at = placed_at - interval 300 day where reservation_id = :confirmed",
                                "update reservation set placed_at = placed_at + interval 300 day where reservation_id = :confirmed"))
                .isEmpty();
    }

    @Test
    void looks_again_at_one_in_which_it_found_something() {
        run(freed("confirmed"));
        mention();
        try {
            assertThat(violations()).isNotEmpty();
            // As if all of this had been checked long ago.
            db.sql("update audit_check set at = at - interval 1 hour where process_id = 'driver-reservation'")
                    .update();

            assertThat(violations()).containsExactly("confirmed-reservations-have-a-driver");
        } finally {
            run(reserved("confirmed"));
        }
        assertThat(violations()).isEmpty();
        db.sql("update audit_check set at = at - interval 1 hour where process_id = 'driver-reservation'")
                .update();
        run(freed("confirmed"));
        try {
            assertThat(violations()).isEmpty();
        } finally {
            run(reserved("confirmed"));
        }
    }

    private void mention() {
        Stream.of("completed", "confirmed", "cancelled", "rejected")
                .forEach(which -> run("insert into reservation_timeline (reservation_id, at, step, outcome) values"
                        + " (:%s, utc_timestamp(6), 'test.mention', 'DONE')".formatted(which)));
    }

    private void run(String statements) {
        for (String statement : statements.split(";", -1)) {
            db.sql(statement).params(ids).update();
        }
    }
}
