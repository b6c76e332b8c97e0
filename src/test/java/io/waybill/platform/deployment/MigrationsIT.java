package io.waybill.platform.deployment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.waybill.ModuleTest;
import io.waybill.OrdersInTests;
import io.waybill.core.OrderId;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.Conflict;
import io.waybill.embedded.SharedServers;
import io.waybill.embedded.SharedZeebe;
import io.waybill.platform.deployment.EngineMoves.Answer;
import io.waybill.platform.deployment.Migration.Move;
import io.waybill.platform.deployment.Migration.Status;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.outbox.NotNow;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.repair.Restarts;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.timeline.rest.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.transaction.support.TransactionTemplate;

/** Moving orders to another version, on an engine that answers what the test wants. */
@ModuleTest
@Import({OrdersInTests.class, WholeContract.class})
@ContextConfiguration(initializers = {SharedServers.class, SharedZeebe.class})
class MigrationsIT {

    private static final Caller ANALYST = new Caller("ada", Set.of(Role.ANALYST), null, null);
    private static final long ZEEBE = 1L << 51;
    private static final AtomicLong KEYS = new AtomicLong(ZEEBE + 9_000_000_000L);

    @Autowired
    StartUp startUp;

    @Autowired
    Migrations migrations;

    @Autowired
    InstanceMoves moves;

    @Autowired
    MovableInstances movable;

    @Autowired
    MigrationRows rows;

    @Autowired
    ModelVersions versions;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    Timelines timelines;

    @MockitoBean
    EngineMoves engine;

    @MockitoBean
    Subjects standings;

    @MockitoBean
    Restarts restarts;

    @MockitoBean
    io.waybill.platform.timeline.Timelines written;

    @MockitoBean
    EventStream stream;

    List<Source> shipped;
    List<OrderId> placed = new ArrayList<>();

    @TestConfiguration
    static class Timelines {

        final List<StepTaken> entries = new ArrayList<>();

        @EventListener
        void on(StepTaken taken) {
            entries.add(taken);
        }
    }

    @BeforeEach
    void version_1_runs() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(StartUpIT::isDone);
        shipped = startUp.filesInJar();
        db.sql("delete from model_version").update();
        db.sql("delete from model_process").update();
        db.sql("update process_instance set definition_key = null").update();
        timelines.entries.clear();
        startUp.bringUp(shipped);
        when(engine.limit(anyLong())).thenReturn(Optional.empty());
        when(engine.move(any(), any())).thenReturn(new Answer(Status.MOVED, null));
        when(standings.lock(any())).thenReturn(Standing.OPEN);
    }

    @AfterEach
    void leave_it_as_it_was() {
        placed.forEach(order -> {
            db.sql("delete from orders where order_id = ?").param(order.value()).update();
            db.sql("delete from process_instance where order_id = ?")
                    .param(order.value())
                    .update();
            db.sql("delete from order_timeline where order_id = ?")
                    .param(order.value())
                    .update();
        });
        db.sql("delete from model_version").update();
        db.sql("delete from model_process").update();
        startUp.bringUp(shipped);
    }

    private ModelVersion next(String from, String to) {
        startUp.bringUp(shipped.stream()
                .map(file -> new Source(file.name(), file.text().replace(from, to)))
                .toList());
        return versions.current().orElseThrow();
    }

    private ModelVersion slower() {
        return next("type=\"account.reserve\" retries=\"5\"", "type=\"account.reserve\" retries=\"7\"");
    }

    /** A version that the check would refuse, as if the engine had it. */
    private List<Move> movesTo(ModelVersion to) {
        List<Move> all = new ArrayList<>();
        movable.movesTo(to, portion -> {
            assertThat(portion).hasSizeLessThanOrEqualTo(MovableInstances.AT_ONCE);
            all.addAll(portion);
        });
        return all;
    }

    private ModelVersion unchecked(String from, String to) {
        ModelVersion version = versions.add(
                shipped.stream()
                        .map(file -> new Source(file.name(), file.text().replace(from, to)))
                        .toList(),
                ModelVersion.Status.DEPLOYED,
                ModelVersion.Origin.SENT,
                "ada",
                null,
                List.of(),
                List.of());
        db.sql("insert into model_process values (?, ?, 'order-fulfilment', 7)")
                .params(version.version(), ZEEBE + 7)
                .update();
        return version;
    }

    /** An open order that runs on version 1 and has done these steps. */
    private OrderId order(String status, String... steps) {
        OrderId order = OrderId.next();
        placed.add(order);
        db.sql("""
                        insert into orders (order_id, customer_id, status, total, street, city, placed_at, version)
                        values (?, 'C-1', ?, 1, 'a', 'b', utc_timestamp(6), 0)""").params(order.value(), status).update();
        db.sql("""
                        insert into process_instance (instance_key, definition_key, order_id, process_id, seen_at)
                        select ?, definition_key, ?, process_id, utc_timestamp(6) from model_process
                        where version = 1 and process_id = 'order-fulfilment'""").params(KEYS.incrementAndGet(), order.value()).update();
        for (String step : steps) {
            db.sql("insert into order_timeline (order_id, at, step, outcome) values (?, utc_timestamp(6), ?, 'DONE')")
                    .params(order.value(), step)
                    .update();
        }
        return order;
    }

    private Map<Status, Integer> migrate(ModelVersion to) {
        Migration begun = transaction.execute(status -> migrations.begin(to, ANALYST, "It is better"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !rows.counts(begun.id()).containsKey(Status.WAITING));
        return rows.counts(begun.id());
    }

    @Test
    void all_orders_move_to_the_new_version_and_their_timelines_show_it() {
        for (int i = 0; i < 120; i++) {
            order("IN_DELIVERY", "account.reserve");
        }
        ModelVersion to = slower();

        assertThat(migrate(to)).isEqualTo(Map.of(Status.MOVED, 120));

        assertThat(timelines.entries).hasSize(120).allSatisfy(entry -> {
            assertThat(entry.step()).isEqualTo("model.migrate");
            assertThat(entry.detail()).isEqualTo("Moved to version 2 of the model. ada: It is better");
        });
        assertThat(movesTo(to)).isEmpty();
        assertThat(movesTo(versions.get("1"))).hasSize(120);
    }

    @Test
    void an_order_whose_undo_would_be_lost_stays() {
        OrderId reserved = order("PLACED", "account.reserve");
        OrderId fresh = order("PLACED");
        OrderId shipping = order("SHIPPED", "account.reserve");
        ModelVersion to = unchecked("type=\"account.release\"", "type=\"delivery.cancel\"");

        List<Move> planned = movesTo(to);

        assertThat(planned)
                .extracting(Move::key, Move::status)
                .containsExactlyInAnyOrder(
                        tuple(reserved.value(), Status.REFUSED),
                        tuple(fresh.value(), Status.WAITING),
                        tuple(shipping.value(), Status.WAITING));
        assertThat(planned.getFirst().why())
                .isEqualTo("An undo would be lost: “Reserve credit” is undone by another job");
    }

    @Test
    void an_order_that_lacks_a_variable_stays() {
        order("PLACED");
        order("SHIPPED");

        assertThat(movesTo(unchecked("policy.driversToTry", "terms.driversToTry")))
                .extracting(Move::status, Move::why)
                .containsExactly(
                        tuple(
                                Status.REFUSED,
                                "“Offer to next driver” needs the variable terms, which instances of version 1 do not have"),
                        tuple(Status.WAITING, null));
    }

    @Test
    void an_order_that_the_engine_cannot_move_is_refused_with_the_reason() {
        order("PLACED");
        order("SHIPPED");
        when(engine.limit(anyLong())).thenReturn(Optional.of("this engine cannot move it out of there"));

        assertThat(movesTo(slower()))
                .extracting(Move::status, Move::why)
                .containsExactly(
                        tuple(Status.REFUSED, "It is in “Secure order”, and this engine cannot move it out of there"),
                        tuple(Status.WAITING, null));
    }

    @Test
    void an_order_stays_on_its_engine() {
        OrderId order = order("PLACED");
        db.sql("update process_instance set instance_key = 7 where order_id = ?")
                .param(order.value())
                .update();

        assertThat(movesTo(slower()))
                .extracting(Move::status, Move::why)
                .containsExactly(tuple(Status.REFUSED, "Version 2 is not deployed on the engine that it runs on"));
    }

    @Test
    void orders_that_the_engine_refuses_to_move_are_counted() {
        order("PLACED");
        order("PLACED");
        order("PLACED");
        when(engine.move(any(), any()))
                .thenReturn(new Answer(Status.REFUSED, "The engine says: no"))
                .thenReturn(new Answer(Status.ENDED, null))
                .thenReturn(new Answer(Status.MOVED, null));

        assertThat(migrate(slower())).isEqualTo(Map.of(Status.REFUSED, 1, Status.ENDED, 1, Status.MOVED, 1));
        assertThat(timelines.entries).hasSize(1);
    }

    @Test
    void it_goes_on_where_it_was_when_the_engine_is_back() {
        order("PLACED");
        order("PLACED");
        when(engine.move(any(), any()))
                .thenReturn(new Answer(Status.MOVED, null))
                .thenThrow(new NotNow("The engine is down"))
                .thenReturn(new Answer(Status.WAITING, null))
                .thenReturn(new Answer(Status.MOVED, null));

        assertThat(migrate(slower())).isEqualTo(Map.of(Status.MOVED, 2));
        assertThat(timelines.entries).hasSize(2);
        verify(engine, times(4)).move(any(), any());
    }

    @Test
    void an_order_with_which_the_engine_is_always_busy_is_refused_after_some_tries() {
        order("SHIPPED");
        ModelVersion to = slower();
        when(engine.move(any(), any())).thenReturn(new Answer(Status.WAITING, "The engine says: later"));
        int migration = requireNonNull(transaction.execute(status -> {
                    Migration begun = rows.add(to.version(), Instant.now(), "ada", "It is better");
                    rows.add(begun, movesTo(to));
                    return begun;
                }))
                .id();

        for (int i = 0; i < 20; i++) {
            assertThat(rows.counts(migration)).isEqualTo(Map.of(Status.WAITING, 1));
            assertThat(moves.carryOn(migration))
                    .hasValueSatisfying(again -> assertThat(again).isAfter(Instant.now()));
        }

        assertThat(rows.counts(migration)).isEqualTo(Map.of(Status.REFUSED, 1));
        assertThat(moves.carryOn(migration)).isEmpty();
    }

    @Test
    void with_nothing_to_move_no_migration_begins() {
        ModelVersion to = slower();

        assertThatThrownBy(() -> transaction.execute(status -> migrations.begin(to, ANALYST, "It is better")))
                .isInstanceOf(Conflict.class)
                .hasMessage("Nothing that runs can be moved to version 2; a dry run shows why");
    }
}
