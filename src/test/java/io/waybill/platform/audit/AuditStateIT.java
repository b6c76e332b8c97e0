package io.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.ModuleTest;
import io.waybill.OrdersInTests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** How far the audit has got, with more processes than one. */
@ModuleTest
@Import(OrdersInTests.class)
@TestPropertySource(properties = {"waybill.audit.every=1h", "waybill.audit.reconcile-every=1h"})
class AuditStateIT {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
    private static final String KEY = "00000000-0000-7000-8000-000000000071";
    private static final OrdersInTests ONE = process("test-one");
    private static final OrdersInTests OTHER = process("test-other");

    @Autowired
    AuditState state;

    @Autowired
    OrdersInTests orders;

    @Autowired
    JdbcClient db;

    private static OrdersInTests process(String id) {
        return new OrdersInTests() {
            @Override
            public String id() {
                return id;
            }
        };
    }

    @AfterEach
    void leave_nothing() {
        db.sql("delete from audit_check where at < '2002-01-01'").update();
        db.sql("delete from audit_suspect where order_id = ?").param(KEY).update();
    }

    @Test
    void each_process_has_its_own_progress() {
        state.checked(ONE, LONG_AGO, 7, List.of(), List.of());
        state.checked(OTHER, LONG_AGO, 5, List.of(), List.of());

        Instant later = LONG_AGO.plusSeconds(1);
        assertThat(state.checkedBefore(ONE, later)).isEqualTo(7);
        assertThat(state.checkedBefore(OTHER, later)).isEqualTo(5);
        assertThat(state.checkedBefore(orders, later)).isZero();
    }

    @Test
    void two_processes_may_suspect_the_same_key() {
        state.checked(ONE, LONG_AGO, 7, List.of(), List.of(KEY));
        state.checked(OTHER, LONG_AGO, 7, List.of(), List.of(KEY));

        state.checked(ONE, LONG_AGO, 7, List.of(KEY), List.of());

        assertThat(state.suspects(ONE)).isEmpty();
        assertThat(state.suspects(OTHER)).containsExactly(KEY);
    }

    @Test
    void the_latest_check_of_each_process_is_remembered() {
        state.checked(ONE, LONG_AGO, 6, List.of(), List.of());
        state.checked(ONE, LONG_AGO.plusSeconds(1), 7, List.of(), List.of());
        state.checked(OTHER, LONG_AGO, 5, List.of(), List.of());

        Instant later = LONG_AGO.plusSeconds(2);
        state.forgetBefore(ONE, later);

        assertThat(state.checkedBefore(ONE, LONG_AGO.plusSeconds(1))).isZero();
        assertThat(state.checkedBefore(ONE, later)).isEqualTo(7);
        assertThat(state.checkedBefore(OTHER, later)).isEqualTo(5);
    }

    @Test
    void what_a_replica_of_the_version_before_writes_is_about_orders() {
        db.sql("insert ignore into audit_check (at, entry_id) values ('2001-01-01', 0)")
                .update();
        db.sql("insert ignore into audit_suspect (order_id) values (?)")
                .param(KEY)
                .update();

        assertThat(db.sql("select process_id from audit_check where at = '2001-01-01'")
                        .query(String.class)
                        .single())
                .isEqualTo(orders.id());
        assertThat(state.suspects(orders)).contains(KEY);
    }
}
