package io.waybill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Breaks each law on purpose, in the database or in the engine; the audit has to find this and nothing else. */
@EndToEndTest
@TestPropertySource(
        properties = {
            "waybill.audit.quiet-after=1s",
            "waybill.audit.reconcile-every=1h",
            "waybill.factory.time-per-piece=1ms"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    JdbcClient db;

    @Autowired
    Engines engines;

    Caller waybill;
    Audited audit;
    String customer = "";
    long item;
    String order = "";

    @BeforeEach
    void anOrderThatHadToBeProduced() {
        waybill = new Caller(port);
        audit = new Audited(managementPort);
        if (order.isEmpty()) {
            customer = waybill.customerWith(1_000);
            item = waybill.itemInStock(100, 1, 1);
            order = waybill.place(customer, item, 3);
            waybill.accept(order, waybill.awaitOffer(order, 1));
            waybill.awaitStatus(order, "COMPLETED");
        }
        assertThat(violations()).isEmpty();
    }

    private List<String> violations() {
        return audit.rulesBrokenBy(order, customer, String.valueOf(item), "outbox " + order);
    }

    /**
     * @param rules that report it: several may see the same breach
     * @param breach the statements that cause it; several are separated by semicolons, as in {@code repair}
     */
    record Breach(String rules, String breach, String repair) {}

    private static final String NO_DELIVERY =
            "set statement foreign_key_checks = 0 for update delivery set order_id = 'gone' where order_id = :order";
    private static final String DELIVERY =
            "set statement foreign_key_checks = 0 for update delivery set order_id = :order where order_id = 'gone'";

    private static final String ASKED_AFTER_THE_UNDO =
            "update order_timeline set outcome = 'UNDONE', step = 'production.cancel'"
                    + " where order_id = :order and step = 'stock.reserve'";
    private static final String NOT_ASKED_AFTER_THE_UNDO =
            "update order_timeline set outcome = 'DONE', step = 'stock.reserve'"
                    + " where order_id = :order and step = 'production.cancel'";

    private static final String RESTOCK =
            "insert into restock (restock_id, item_id, factory_id, quantity, status, requested_at) values"
                    + " ('01a1fdd8-f59a-74df-b911-df8711fbfca8', :item, 1, 5, '%s', utc_timestamp(6) - interval %d hour)";

    static Stream<Breach> breaches() {
        return Stream.of(
                new Breach(
                        "money-per-account",
                        "update account set available = available + 1 where customer_id = :customer",
                        "update account set available = available - 1 where customer_id = :customer"),
                new Breach(
                        "money-is-held-for-orders, money-per-account",
                        "update account set held = held + 1, captured = captured - 1 where customer_id = :customer",
                        "update account set held = held - 1, captured = captured + 1 where customer_id = :customer"),
                new Breach(
                        "stock-per-item",
                        "update stock set shipped = shipped + 1 where item_id = :item",
                        "update stock set shipped = shipped - 1 where item_id = :item"),
                new Breach(
                        "stock-is-reserved-for-orders",
                        "update stock set shipped = shipped - 1, reserved = reserved + 1 where item_id = :item",
                        "update stock set shipped = shipped + 1, reserved = reserved - 1 where item_id = :item"),
                new Breach(
                        "nothing-negative",
                        "set statement check_constraint_checks = 0 for update stock"
                                + " set shipped = shipped + 10, available = available - 10 where item_id = :item",
                        "update stock set shipped = shipped - 10, available = available + 10 where item_id = :item"),
                new Breach(
                        "one-end",
                        "insert into order_timeline (order_id, at, step, outcome) values"
                                + " (:order, utc_timestamp(6), 'order.cancel', 'DONE')",
                        "delete from order_timeline where order_id = :order and step = 'order.cancel'"),
                new Breach(
                        "closed-books",
                        "update delivery set status = 'CANCELLED' where order_id = :order",
                        "update delivery set status = 'ACCEPTED' where order_id = :order"),
                new Breach("closed-books", NO_DELIVERY, DELIVERY),
                new Breach(
                        "nothing-done-after-its-undo",
                        "update order_timeline set outcome = 'UNDONE', step = 'delivery.cancel'"
                                + " where order_id = :order and step = 'delivery.book'",
                        "update order_timeline set outcome = 'DONE', step = 'delivery.book'"
                                + " where order_id = :order and step = 'delivery.cancel'"),
                new Breach("nothing-done-after-its-undo", ASKED_AFTER_THE_UNDO, NOT_ASKED_AFTER_THE_UNDO),
                new Breach(
                        "nothing-done-after-the-end",
                        "insert into order_timeline (order_id, at, step, outcome) values"
                                + " (:order, utc_timestamp(6), 'delivery.offer', 'DONE')",
                        "delete from order_timeline where order_id = :order and step = 'delivery.offer'"
                                + " order by entry_id desc limit 1"),
                new Breach(
                        "charged-once, money-per-account",
                        "insert into account_ledger (customer_id, order_id, kind, available, held, captured, at)"
                                + " values (:customer, :order, 'AGAIN', -300, 0, 300, utc_timestamp(6))",
                        "delete from account_ledger where order_id = :order and kind = 'AGAIN'"),
                new Breach(
                        "charged-once",
                        "update order_timeline set step = 'account.capture'"
                                + " where order_id = :order and step = 'account.reserve'",
                        "update order_timeline set step = 'account.reserve'"
                                + " where order_id = :order and step = 'account.capture' order by entry_id limit 1"),
                new Breach(
                        "shipped-once",
                        "update stock_hold_line set reserved = reserved - 1 where order_id = :order",
                        "update stock_hold_line set reserved = reserved + 1 where order_id = :order"),
                new Breach(
                        "produced-what-was-short",
                        "update production_request set quantity = 3 where order_id = :order",
                        "update production_request set quantity = 2 where order_id = :order"),
                new Breach(
                        "nothing-held-for-closed-orders, closed-books",
                        "update production_order set status = 'REQUESTED' where order_id = :order",
                        "update production_order set status = 'FINISHED' where order_id = :order"),
                new Breach(
                        "nothing-held-for-closed-orders, closed-books",
                        "insert into production_part (order_id, part, status) values (:order, 'seoul', 'REQUESTED')",
                        "delete from production_part where order_id = :order"),
                new Breach(
                        "closed-books",
                        "insert into production_part (order_id, part, status) values (:order, 'seoul', 'FAILED')",
                        "delete from production_part where order_id = :order"),
                new Breach(
                        "nothing-held-for-closed-orders, closed-books, shipped-once",
                        "update stock_hold set status = 'HELD' where order_id = :order;"
                                + "update stock_hold_line set reserved = 0 where order_id = :order",
                        "update stock_hold set status = 'SHIPPED' where order_id = :order;"
                                + "update stock_hold_line set reserved = 3 where order_id = :order"),
                new Breach(
                        "orders-end-in-time, one-end",
                        "update orders set placed_at = placed_at - interval 13 hour, status = 'SHIPPED'"
                                + " where order_id = :order",
                        "update orders set placed_at = placed_at + interval 13 hour, status = 'COMPLETED'"
                                + " where order_id = :order"),
                new Breach(
                        "restocks-are-in-stock",
                        RESTOCK.formatted("MADE", 0),
                        "delete from restock where item_id = :item"),
                new Breach(
                        "restocks-are-in-stock, stock-per-item",
                        RESTOCK.formatted("FAILED", 0)
                                + ";insert into stock_entry (item_id, order_id, kind, quantity, at) values"
                                + " (:item, '01a1fdd8-f59a-74df-b911-df8711fbfca8', 'PRODUCED', 1, utc_timestamp(6))",
                        "delete from restock where item_id = :item;"
                                + "delete from stock_entry where order_id = '01a1fdd8-f59a-74df-b911-df8711fbfca8'"),
                new Breach(
                        "restocks-end-in-time",
                        RESTOCK.formatted("REQUESTED", 13),
                        "delete from restock where item_id = :item"),
                new Breach(
                        "started-once",
                        "update process_instance set ended_at = null where order_id = :order;"
                                + "insert into process_instance (instance_key, process_id, order_id, seen_at) values"
                                + " (4503599627370496, 'order-fulfilment', :order, utc_timestamp(6))",
                        "delete from process_instance where instance_key = 4503599627370496"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void finds_each_breach_of_a_law(Breach breach) {
        run(breach.breach());
        // An order is checked when something has happened to it.
        List<String> found;
        try {
            mention();
            found = violations();
        } finally {
            run(breach.repair());
        }
        assertThat(found).containsAll(Set.of(breach.rules().split(", ", -1)));
        assertThat(found)
                .isSubsetOf(Stream.concat(
                                Stream.of(breach.rules().split(", ", -1)), Stream.of("open-orders-have-a-process"))
                        .toList());
    }

    @Test
    void one_part_may_be_asked_for_after_the_undo_of_another() {
        run(ASKED_AFTER_THE_UNDO
                + ";insert into production_part (order_id, part, status) values (:order, 'seoul', 'FINISHED')");
        try {
            mention();
            assertThat(violations()).isEmpty();
        } finally {
            run(NOT_ASKED_AFTER_THE_UNDO + ";delete from production_part where order_id = :order");
        }
    }

    @Test
    void a_model_may_do_without_a_delivery() {
        run(NO_DELIVERY
                + ";update order_timeline set step = 'test.book' where order_id = :order and step = 'delivery.book'");
        try {
            mention();
            assertThat(violations()).isEmpty();
        } finally {
            run(
                    DELIVERY
                            + ";update order_timeline set step = 'delivery.book' where order_id = :order and step = 'test.book'");
        }
    }

    @Test
    void looks_at_all_orders_however_many_portions_that_takes() {
        String inTheFirst = "00000000-0000-7000-8000-000000000001";
        String inTheLast = "00000000-0000-7000-8000-000000000002";
        try {
            closeWithoutAnEnd(inTheFirst);
            // More than two batches.
            db.sql("insert into order_timeline (order_id, at, step, outcome)"
                            + " select ?, utc_timestamp(6), 'test.mention', 'DONE' from seq_1_to_12000")
                    .param(order)
                    .update();
            closeWithoutAnEnd(inTheLast);

            assertThat(audit.rulesBrokenBy(inTheFirst)).contains("one-end");
            assertThat(audit.rulesBrokenBy(inTheLast)).contains("one-end");
        } finally {
            db.sql("delete from order_timeline where step = 'test.mention'").update();
            db.sql("delete from orders where order_id in (?, ?)")
                    .params(inTheFirst, inTheLast)
                    .update();
        }
    }

    @Test
    void tells_of_orders_that_have_not_begun() {
        String waiting = "00000000-0000-7000-8000-000000000003";
        String justPlaced = "00000000-0000-7000-8000-000000000004";
        try {
            place(waiting, 2);
            place(justPlaced, 0);

            assertThat(audit.rulesBrokenBy(waiting)).contains("orders-begin-in-time");
            assertThat(audit.rulesBrokenBy(justPlaced)).doesNotContain("orders-begin-in-time");
        } finally {
            db.sql("delete from orders where order_id in (?, ?)")
                    .params(waiting, justPlaced)
                    .update();
        }
    }

    private void place(String id, int minutesAgo) {
        db.sql("insert into orders (order_id, customer_id, status, total, street, city, placed_at, version)"
                        + " values (?, ?, 'PLACED', 1, 'Teheran-ro', 'Seoul', utc_timestamp(6) - interval ? minute, 0)")
                .params(id, customer, minutesAgo)
                .update();
    }

    private void closeWithoutAnEnd(String id) {
        db.sql(
                        "insert into orders (order_id, customer_id, status, total, street, city, placed_at, closed_at, version)"
                                + " values (?, ?, 'COMPLETED', 1, 'Teheran-ro', 'Seoul', utc_timestamp(6), utc_timestamp(6), 0)")
                .params(id, customer)
                .update();
        db.sql("insert into order_timeline (order_id, at, step, outcome)"
                        + " values (?, utc_timestamp(6), 'test.mention', 'DONE')")
                .param(id)
                .update();
    }

    private void mention() {
        run("insert into order_timeline (order_id, at, step, outcome) values"
                + " (:order, utc_timestamp(6), 'test.mention', 'DONE')");
    }

    private void run(String statements) {
        for (String statement : statements.split(";", -1)) {
            db.sql(statement)
                    .params(Map.of("order", order, "customer", customer, "item", item))
                    .update();
        }
    }

    @Test
    void finds_a_message_that_is_not_sent() {
        db.sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('send-to-queue', ?, utc_timestamp(6) + interval 1 day, false, 1)")
                .param(order)
                .update();
        assertThat(audit.rulesBrokenBy("send-to-queue " + order)).isEmpty();
        db.sql("update scheduled_tasks set created_at = utc_timestamp(6) - interval 6 minute where task_instance = ?")
                .param(order)
                .update();

        assertThat(audit.rulesBrokenBy("send-to-queue " + order)).containsExactly("messages-are-sent");

        db.sql("delete from scheduled_tasks where task_instance = ?")
                .param(order)
                .update();
    }

    @Test
    void finds_an_open_order_whose_process_is_gone() throws Gone {
        String stray = waybill.place(customer, item, 1);
        waybill.awaitOffer(stray, 1);
        assertThat(audit.rulesBrokenBy(stray)).isEmpty();

        stop(instanceOf(stray));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(audit.rulesBrokenBy(stray)).containsExactly("open-orders-have-a-process"));
    }

    @Test
    void finds_a_process_whose_order_is_closed() throws Gone {
        String orphan = waybill.place(customer, item, 1);
        waybill.awaitOffer(orphan, 1);
        db.sql("update orders set status = 'CANCELLED', closed_at = utc_timestamp(6) - interval 1 minute"
                        + " where order_id = ?")
                .param(orphan)
                .update();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(audit.rulesBrokenBy(orphan)).contains("closed-orders-have-no-process"));
        stop(instanceOf(orphan));
        assertThat(audit.rulesBrokenBy(orphan)).doesNotContain("closed-orders-have-no-process");
        db.sql("update orders set status = 'IN_DELIVERY', closed_at = null where order_id = ?")
                .param(orphan)
                .update();
    }

    private void stop(long instance) throws Gone {
        engines.of(instance).stop(instance);
    }

    private long instanceOf(String started) {
        return db.sql("select instance_key from process_instance where order_id = ?")
                .param(started)
                .query(Long.class)
                .single();
    }

    @Test
    void tells_the_outcome_of_every_rule_and_counts_it_in_the_metric() {
        JsonNode answer = audit.get("/actuator/audit");
        Set<String> rules = answer.path("rules")
                .valueStream()
                .map(rule -> rule.path("rule").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rules).hasSize(46).contains("money-in-all");
        assertThat(answer.path("checkedAt").stringValue()).isNotBlank();
        assertThat(answer.path("rules").valueStream()).noneMatch(rule -> rule.has("notChecked"));
        JsonNode metric = audit.get("/actuator/metrics/waybill.audit.violations");
        Set<String> measured = metric.path("availableTags")
                .path(0)
                .path("values")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(measured).isEqualTo(rules);
    }

    @Test
    void is_for_operators_only() {
        for (String path : List.of("/actuator/audit", "/actuator/metrics", "/actuator/prometheus")) {
            assertThat(statusOf(path, waybill.as("customer", customer).token())).isEqualTo(403);
            assertThat(statusOf(path, waybill.token())).isEqualTo(200);
        }
    }

    private int statusOf(String path, String token) {
        return RestClient.create("http://localhost:" + managementPort)
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange((request, response) -> response.getStatusCode().value());
    }
}
