package io.waybill.e2e;

import static io.waybill.Given.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.core.OrderId;
import io.waybill.platform.repair.Restarts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Waybill repairs by itself what can be repaired safely. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1s",
            "waybill.process.message-time-to-live=1s",
            "waybill.factory.time-per-piece=1h"
        })
class ReconcilerIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    @Autowired
    Restarts restarts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    Caller waybill;
    Audited audit;
    String customer;
    long item;

    @BeforeEach
    void call() {
        waybill = new Caller(port);
        audit = new Audited(managementPort);
        customer = waybill.customerWith(1_000);
        item = waybill.itemInStock(100, 1, 5);
    }

    /** As if the message that starts it had been lost. */
    @Test
    void an_order_that_was_never_started_is_started() {
        String order = orderOf("PLACED");

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");

        waybill.assertAccount(customer, 700, 0, 300);
        assertThat(instancesOf(order)).isEqualTo(1);
        assertThat(audit.rulesBrokenBy(order)).isEmpty();
    }

    /** As if two replicas restored an engine at the same time. */
    @Test
    void an_order_of_an_engine_that_has_lost_it_is_restarted_once() throws Exception {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);
        Instant lost = clock.instant();

        atOnce(Collections.nCopies(
                4,
                () -> transaction.execute(status -> {
                    restarts.afterLoss(OrderId.of(order).subject(), lost, "The engine had lost it");
                    return true;
                })));

        assertThat(restarts(order)).isEqualTo(1);
        transaction.executeWithoutResult(
                status -> restarts.afterLoss(OrderId.of(order).subject(), clock.instant(), "It had lost it once more"));
        assertThat(restarts(order)).isEqualTo(2);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(instancesOf(order)).isEqualTo(1);
    }

    private long restarts(String order) {
        return waybill.get("/orders/" + order)
                .path("timeline")
                .valueStream()
                .filter(entry -> entry.path("step").stringValue().equals("order.restart"))
                .count();
    }

    private String orderOf(String status) {
        String order = OrderId.next().value();
        db.sql("""
                        insert into orders (order_id, customer_id, status, total, street, city, placed_at, version)
                        values (?, ?, ?, 300, '1 Teheran-ro', 'Seoul', utc_timestamp(6) - interval 1 minute, 0)""").params(order, customer, status).update();
        db.sql("insert into order_line (order_id, item_id, item_name, unit_price, quantity) values (?, ?, 'I', 100, 3)")
                .params(order, item)
                .update();
        db.sql("""
                        insert into order_timeline (order_id, at, step, outcome)
                        values (?, utc_timestamp(6) - interval 1 minute, 'order.place', 'DONE')""").param(order).update();
        return order;
    }

    private long instancesOf(String order) {
        return db.sql("select count(*) from process_instance where order_id = ?")
                .param(order)
                .query(Long.class)
                .single();
    }

    @Test
    void what_is_held_for_a_closed_order_is_released() {
        String order = cancelledOrderOf(customer);
        holdAgain(order);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> waybill.assertAccount(customer, 1_000, 0, 0));

        assertThat(audit.rulesBrokenBy(order, customer)).isEmpty();
    }

    @Test
    void an_order_that_cannot_be_repaired_keeps_no_other_from_it() {
        String hopeless = cancelledOrderOf(waybill.customerWith(300));
        String order = cancelledOrderOf(customer);
        // There is a hold, but no money behind it.
        setHold(hopeless, "HELD");
        try {
            holdAgain(order);

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(audit.rulesBrokenBy(order)).isEmpty());
        } finally {
            setHold(hopeless, "RELEASED");
        }
    }

    private String cancelledOrderOf(String customer) {
        String order = waybill.place(customer, item, 3);
        waybill.awaitOffer(order, 1);
        waybill.cancel(order);
        waybill.awaitStatus(order, "CANCELLED");
        return order;
    }

    private void holdAgain(String order) {
        setHold(order, "HELD");
        db.sql("update account set available = available - 300, held = held + 300 where customer_id = ?")
                .param(customer)
                .update();
        db.sql("delete from account_ledger where order_id = ? and kind = 'RELEASED'")
                .param(order)
                .update();
    }

    private void setHold(String order, String status) {
        db.sql("update account_hold set status = ? where order_id = ?")
                .params(status, order)
                .update();
    }

    /** It was not undone, so it is not known what is right. */
    @Test
    void what_is_held_for_a_completed_order_is_only_reported() {
        String order = waybill.place(customer, item, 1);
        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        setHold(order, "HELD");
        try {
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(audit.rulesBrokenBy(order)).contains("nothing-held-for-closed-orders"));
        } finally {
            setHold(order, "CAPTURED");
        }
    }

    @Test
    void what_is_held_for_a_closed_reservation_is_released() {
        String rich = waybill.customerWith(50_000);
        Reservations reservations = new Reservations(waybill);
        String reservation = reservations.confirmed(rich, Reservations.someDay());
        reservations.cancel(reservation);
        db.sql("update reservation set driver_id = 'D-1' where reservation_id = ?")
                .param(reservation)
                .update();
        setHold(reservation, "HELD");
        db.sql("update account set available = available - 10000, held = held + 10000 where customer_id = ?")
                .param(rich)
                .update();
        db.sql("delete from account_ledger where order_id = ? and kind = 'RELEASED'")
                .param(reservation)
                .update();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> waybill.assertAccount(rich, 50_000, 0, 0));

        assertThat(reservations.get(reservation).path("driverId").isString()).isFalse();
        assertThat(audit.rulesBrokenBy(reservation, rich)).isEmpty();
    }

    /** As if the engine had lost the factory's answer although the goods have arrived. */
    @Test
    void an_answer_that_the_process_missed_is_sent_again() {
        String order = waybill.place(customer, item, 6);
        waybill.awaitStatus(order, "IN_PRODUCTION");
        db.sql("insert into stock_dock (order_id, item_id, quantity) values (?, ?, 1)")
                .params(order, item)
                .update();
        db.sql("update production_request set status = 'MADE' where order_id = ?")
                .param(order)
                .update();
        int finished = db.sql("update production_order set status = 'FINISHED' where order_id = ?")
                .param(order)
                .update();
        assertThat(finished).isEqualTo(1);

        waybill.accept(order, waybill.awaitOffer(order, 1));
        waybill.awaitStatus(order, "COMPLETED");
        assertThat(audit.rulesBrokenBy(order, String.valueOf(item))).isEmpty();
    }

    @Test
    void a_drivers_answer_that_the_process_missed_is_sent_again() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);
        db.sql("update delivery_offer set status = 'ACCEPTED' where order_id = ?")
                .param(order)
                .update();
        db.sql("update delivery set status = 'ACCEPTED' where order_id = ?")
                .param(order)
                .update();

        waybill.awaitStatus(order, "COMPLETED");
    }

    @Test
    void a_process_that_runs_for_a_closed_order_is_ended() {
        String order = waybill.place(customer, item, 1);
        waybill.awaitOffer(order, 1);
        db.sql("update orders set status = 'CANCELLED', closed_at = utc_timestamp(6) where order_id = ?")
                .param(order)
                .update();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> db.sql("select count(*) from process_instance where order_id = ? and ended_at is not null")
                                .param(order)
                                .query(Long.class)
                                .single()
                        == 1);

        assertThat(audit.rulesBrokenBy(order)).doesNotContain("closed-orders-have-no-process");
        waybill.assertAccount(customer, 1_000, 0, 0);
    }
}
