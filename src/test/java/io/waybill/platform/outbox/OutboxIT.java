package io.waybill.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.mysql.cj.jdbc.MysqlDataSource;
import io.waybill.embedded.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class OutboxIT {

    record Letter(String text) {}

    /** A database that gives no connection while it is down. */
    static class LeavingDatabase extends DelegatingDataSource {

        private volatile long backAt = System.nanoTime();

        LeavingDatabase(DataSource target) {
            super(target);
        }

        void goAwayFor(Duration time) {
            backAt = System.nanoTime() + time.toNanos();
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (System.nanoTime() - backAt < 0) {
                throw new SQLTransientConnectionException("down");
            }
            return super.getConnection();
        }
    }

    static final DataSource DATABASE = factoryDatabase();

    final LeavingDatabase database = new LeavingDatabase(DATABASE);
    final String name = "letter-" + UUID.randomUUID().toString().substring(0, 8);
    final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    final AtomicInteger failuresToCome = new AtomicInteger();
    final AtomicInteger attempts = new AtomicInteger();
    final AtomicBoolean goingAway = new AtomicBoolean();
    volatile boolean away;
    volatile CountDownLatch gate = new CountDownLatch(0);
    final OneTimeTask<Letter> task = OutboxTask.of(name, Letter.class, this::deliver);
    final OneTimeTask<Letter> givingWay = OutboxTask.givingWay(name + "-later", Letter.class, this::deliver);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    Outbox outbox;

    private static DataSource factoryDatabase() {
        var properties = SharedServers.get().properties();
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl((String) properties.get("waybill.factory.datasource.url"));
        source.setUser((String) properties.get("waybill.factory.datasource.username"));
        source.setPassword((String) properties.get("waybill.factory.datasource.password"));
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/outbox", "classpath:db/factory/migration", "classpath:db/factory/sample")
                .load()
                .migrate();
        return source;
    }

    @BeforeEach
    void an_outbox() {
        outbox = outbox();
        outbox.start();
    }

    @AfterEach
    void stop() {
        outbox.stop();
    }

    @Test
    void what_is_added_is_done_after_the_commit() {
        transaction.executeWithoutResult(status -> {
            outbox.add(task.instance("1", new Letter("hello")));
            await().during(Duration.ofSeconds(2)).until(delivered::isEmpty);
        });

        await().untilAsserted(() -> assertThat(delivered).containsExactly("hello"));
    }

    @Test
    void what_is_rolled_back_is_never_done() {
        transaction.executeWithoutResult(status -> {
            outbox.add(task.instance("1", new Letter("rolled back")));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> outbox.add(task.instance("2", new Letter("committed"))));

        await().untilAsserted(() -> assertThat(delivered).isNotEmpty());
        assertThat(delivered).containsExactly("committed");
    }

    @Test
    void is_not_used_outside_a_transaction() {
        assertThatThrownBy(() -> outbox.add(task.instance("1", new Letter("lost?"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_same_work_is_done_once_as_long_as_it_is_not_done() {
        transaction.executeWithoutResult(status -> {
            outbox.add(task.instance("1", new Letter("first")));
            outbox.add(task.instance("1", new Letter("copy")));
        });

        await().untilAsserted(() -> assertThat(delivered).containsExactly("first"));
    }

    @Test
    void work_that_fails_is_tried_until_it_succeeds() {
        failuresToCome.set(3);

        transaction.executeWithoutResult(status -> outbox.add(task.instance("1", new Letter("at last"))));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(delivered).containsExactly("at last"));
        assertThat(failuresToCome).hasValue(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void the_outcome_of_work_is_recorded_although_the_database_goes_down_meanwhile(int failures) {
        failuresToCome.set(failures);
        goingAway.set(true);

        transaction.executeWithoutResult(status -> outbox.add(task.instance("1", new Letter("once"))));

        await().ignoreExceptions().atMost(PatientNote.PATIENCE.dividedBy(2)).until(() -> outbox.count(name) == 0);
        assertThat(delivered).containsExactly("once");
    }

    @Test
    void work_is_not_done_before_its_time() {
        Instant later = Clock.systemUTC().instant().plusSeconds(2);

        transaction.executeWithoutResult(status -> outbox.add(task.instance("1", new Letter("later")), later));

        await().untilAsserted(() -> assertThat(delivered).containsExactly("later"));
        assertThat(Clock.systemUTC().instant()).isAfterOrEqualTo(later);
    }

    @Test
    void low_priority_work_gives_way_to_work_that_came_later() {
        transaction.executeWithoutResult(status -> {
            outbox.addAll(IntStream.range(0, 200)
                    .<TaskInstance<?>>mapToObj(i -> givingWay.instance(Integer.toString(i), new Letter("new")))
                    .toList());
            outbox.add(task.instance("1", new Letter("under way")));
        });

        await().untilAsserted(() -> assertThat(delivered).hasSize(201));
        assertThat(List.copyOf(delivered).indexOf("under way")).isLessThan(20);
    }

    @Test
    void two_replicas_share_the_work_and_do_each_piece_once() {
        Outbox replica = outbox();
        replica.start();
        try {
            for (int i = 0; i < 50; i++) {
                String number = Integer.toString(i);
                transaction.executeWithoutResult(status -> outbox.add(task.instance(number, new Letter(number))));
            }
            await().untilAsserted(() -> assertThat(delivered).hasSizeGreaterThanOrEqualTo(50));
            assertThat(delivered).doesNotHaveDuplicates();
        } finally {
            replica.stop();
        }
    }

    @Test
    void the_outbox_waits_as_a_whole_while_nothing_can_succeed() {
        away = true;
        add(1_000);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> attempts.get() < 500);

        away = false;

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(delivered).hasSize(1_000));
    }

    @Test
    void work_that_a_stopping_replica_has_not_begun_is_done_by_another_at_once() throws Exception {
        gate = new CountDownLatch(1);
        add(40);
        await().until(() -> attempts.get() == 10);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(outbox::stop, Thread::startVirtualThread);
        await().until(() -> !outbox.isRunning());
        gate.countDown();
        stopped.join();
        assertThat(delivered).hasSize(10);
        Outbox replica = outbox();
        replica.start();

        try {
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(delivered).hasSize(40).doesNotHaveDuplicates());
        } finally {
            replica.stop();
        }
    }

    @Test
    void work_of_a_killed_replica_is_taken_up_by_another_at_once() {
        givenTakenBy("replica-killed", Outbox.HEARTBEAT.plusSeconds(1));

        await().atMost(Lifeline.TO_TAKE_HOLD_AGAIN.plusSeconds(2)).untilAsserted(() -> {
            outbox.takeUpFromTheDead();
            assertThat(delivered).containsExactly("taken");
        });
    }

    @Test
    void work_of_a_live_replica_is_left_to_it_although_its_heartbeats_are_late() {
        Lifeline replica = new Lifeline(database);
        replica.hold();
        try {
            givenTakenBy(replica.name(), Outbox.HEARTBEAT.plusSeconds(1));
            assertNotTakenUp();
        } finally {
            replica.close();
        }
    }

    @Test
    void work_of_a_replica_with_heartbeats_is_left_to_it_although_its_connection_broke() {
        givenTakenBy("replica-cut-off", Duration.ofSeconds(-5));
        assertNotTakenUp();
    }

    @Test
    void work_of_an_earlier_waybill_is_left_to_it_until_its_heartbeats_are_overdue() {
        givenTakenBy("host-of-it", Outbox.HEARTBEAT.plusSeconds(1));
        assertNotTakenUp();
    }

    @Test
    void a_broken_lifeline_is_taken_again() {
        Lifeline replica = new Lifeline(database);
        replica.hold();
        JdbcClient db = JdbcClient.create(database);
        db.sql("kill " + holderOf(db, replica)).update();
        await().until(() -> holderOf(db, replica) == null);

        replica.hold();

        try {
            assertThat(holderOf(db, replica)).isNotNull();
        } finally {
            replica.close();
        }
        assertThat(holderOf(db, replica)).isNull();
    }

    private static @Nullable Long holderOf(JdbcClient db, Lifeline replica) {
        return db.sql("select coalesce(is_used_lock(?), -1)")
                .param(replica.name())
                .query((row, number) -> row.getLong(1) < 0 ? null : row.getLong(1))
                .list()
                .getFirst();
    }

    private void givenTakenBy(String replica, Duration heardOfAgo) {
        JdbcClient.create(database)
                .sql("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, picked_by,
                          last_heartbeat, version, priority)
                        values (?, '1', '{"text":"taken"}', utc_timestamp(6), true, ?,
                          utc_timestamp(6) - interval ? microsecond, 1, 50)""")
                .params(name, replica, heardOfAgo.toNanos() / 1_000)
                .update();
    }

    private void assertNotTakenUp() {
        JdbcClient db = JdbcClient.create(database);
        // Until then no replica counts as dead.
        await().atMost(Lifeline.TO_TAKE_HOLD_AGAIN.plusSeconds(5))
                .until(() -> db.sql("show global status like 'Uptime'")
                                .query((row, number) -> row.getLong("Value"))
                                .single()
                        >= Lifeline.TO_TAKE_HOLD_AGAIN.toSeconds());
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> {
            outbox.takeUpFromTheDead();
            return delivered.isEmpty();
        });
        db.sql("delete from scheduled_tasks where task_name = ?").param(name).update();
    }

    private void add(int count) {
        transaction.executeWithoutResult(status -> outbox.addAll(IntStream.range(0, count)
                .<TaskInstance<?>>mapToObj(i -> task.instance(Integer.toString(i), new Letter(Integer.toString(i))))
                .toList()));
    }

    private Outbox outbox() {
        return new Outbox(database, database, List.of(task, givingWay), JsonMapper.shared(), Clock.systemUTC());
    }

    private void deliver(Letter letter) {
        attempts.incrementAndGet();
        if (goingAway.getAndSet(false)) {
            database.goAwayFor(Duration.ofSeconds(1));
        }
        if (away) {
            throw new NotNow("down");
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failuresToCome.getAndDecrement() > 0) {
            throw new IllegalStateException("not now");
        }
        delivered.add(letter.text());
    }
}
