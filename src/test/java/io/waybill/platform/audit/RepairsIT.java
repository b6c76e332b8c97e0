package io.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;

import io.waybill.ModuleTest;
import io.waybill.OrdersInTests;
import io.waybill.core.OrderId;
import io.waybill.platform.audit.QuietSubjects.Quiet;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** The audit and the repairs with more orders than fit on one page, and repairs that fail. */
@ModuleTest
@Import({OrdersInTests.class, RepairsIT.ARule.class})
@TestPropertySource(properties = {"waybill.audit.every=1h", "waybill.audit.reconcile-every=1h"})
class RepairsIT {

    /** Without a rule, no timeline is read. */
    static class ARule implements SubjectRules {

        @Override
        public String process() {
            return OrderId.PROCESS;
        }

        @Override
        public List<Rule> rules() {
            return List.of(new Rule("all-is-well", "", "select t.order_id as `order` from TOUCHED t where false"));
        }
    }

    /** Where the keys of its instances begin. */
    private static final long ZEEBE = 1L << 51;

    @Autowired
    QuietSubjects quiet;

    @Autowired
    ProcessRules processes;

    @Autowired
    Reconciler reconciler;

    @Autowired
    Auditor auditor;

    @Autowired
    JdbcClient db;

    @Autowired
    JdbcTemplate rows;

    @MockitoSpyBean
    OrdersInTests orders;

    private final List<String> placed = new ArrayList<>();

    @AfterEach
    void remove() {
        placed.forEach(order -> {
            db.sql("delete from order_timeline where order_id = ?").param(order).update();
            db.sql("delete from orders where order_id = ?").param(order).update();
        });
        placed.clear();
    }

    @Test
    void each_reader_of_quiet_orders_sees_all_of_them() {
        placeLongAgo(QuietSubjects.AT_ONCE + 200);
        QuietSubjects.Cursor one = new QuietSubjects.Cursor();
        QuietSubjects.Cursor other = new QuietSubjects.Cursor();

        Set<String> seenByOne = new HashSet<>();
        Set<String> seenByOther = new HashSet<>();
        for (int page = 0; page < pages(); page++) {
            keys(quiet.next(orders, one)).forEach(seenByOne::add);
            keys(quiet.next(orders, other)).forEach(seenByOther::add);
        }

        assertThat(seenByOne).containsAll(placed);
        assertThat(seenByOther).containsAll(placed);
    }

    @Test
    void checks_and_repairs_do_not_take_orders_from_each_other() {
        placeLongAgo(QuietSubjects.AT_ONCE + 200);

        for (int page = 0; page < pages(); page++) {
            reconciler.reconcile();
            processes.check(new ArrayList<>());
        }

        ArgumentCaptor<String> startedAgain = ArgumentCaptor.captor();
        verify(orders, atLeastOnce()).startAgain(startedAgain.capture());
        assertThat(startedAgain.getAllValues())
                .filteredOn(new HashSet<>(placed)::contains)
                .containsExactlyInAnyOrderElementsOf(placed);
    }

    @Test
    void an_order_at_the_end_of_a_page_comes_with_all_its_instances() {
        placeLongAgo(QuietSubjects.AT_ONCE);
        String last = placed.stream().sorted().toList().get(QuietSubjects.AT_ONCE - 1);
        List.of(ZEEBE + 71_001, ZEEBE + 71_002)
                .forEach(instance ->
                        db.sql("""
                        insert into process_instance (instance_key, process_id, order_id, definition_key, seen_at)
                        values (?, 'order-fulfilment', ?, 1, ?)""").params(instance, last, longAgo()).update());
        try {
            QuietSubjects.Cursor cursor = new QuietSubjects.Cursor();
            List<List<Quiet>> pages = List.of(quiet.next(orders, cursor), quiet.next(orders, cursor));

            assertThat(pages)
                    .anySatisfy(page -> assertThat(page)
                            .filteredOn(one -> one.subject().key().equals(last))
                            .hasSize(2));
        } finally {
            db.sql("delete from process_instance where order_id = ?")
                    .param(last)
                    .update();
        }
    }

    @Test
    void a_failed_repair_is_retried_the_next_time_and_a_successful_one_is_not() {
        placeLongAgo(1);
        String order = placed.getFirst();
        doThrow(new IllegalStateException("On purpose")).when(orders).startAgain(order);

        reconcileAll();
        clearInvocations(orders);
        doNothing().when(orders).startAgain(anyString());
        reconcileAll();
        reconcileAll();

        verify(orders).startAgain(order);
    }

    /** A transaction keeps what it has read in the database's history for as long as it lasts. */
    @Test
    void a_check_of_many_orders_does_not_rest_in_a_transaction() {
        placeLongAgo(1);
        String order = placed.getFirst();
        rows.batchUpdate(
                "insert into order_timeline (order_id, at, step, outcome, detail) values (?, ?, 'test', 'DONE', '')",
                IntStream.range(0, (int) Auditor.ENTRIES_AT_ONCE + 1)
                        .mapToObj(i -> new Object[] {order, longAgo()})
                        .toList());

        assertThatCode(() -> auditor.check(Pace.BESIDE_ORDERS)).doesNotThrowAnyException();
    }

    private static Stream<String> keys(List<Quiet> page) {
        return page.stream().map(one -> one.subject().key());
    }

    private void reconcileAll() {
        for (int page = 0; page < pages(); page++) {
            reconciler.reconcile();
        }
    }

    /** How many pages there are in all: other tests leave orders too. */
    private int pages() {
        return 2
                + db.sql("select count(*) from orders where closed_at is null")
                                .query(Integer.class)
                                .single()
                        / (QuietSubjects.AT_ONCE - 10);
    }

    private void placeLongAgo(int orders) {
        List<Object[]> all = IntStream.range(0, orders)
                .mapToObj(i -> OrderId.next().value())
                .peek(placed::add)
                .map(id -> new Object[] {id, longAgo()})
                .toList();
        rows.batchUpdate("""
                insert into orders (order_id, customer_id, status, total, street, city, placed_at, version)
                values (?, 'C-1', 'PLACED', 1, 'street', 'city', ?, 0)""", all);
    }

    private static LocalDateTime longAgo() {
        return LocalDateTime.now(ZoneOffset.UTC).minus(Duration.ofDays(1));
    }
}
