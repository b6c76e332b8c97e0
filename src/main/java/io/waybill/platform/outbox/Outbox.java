package io.waybill.platform.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * The transactional outbox (law 6): work is written in the transaction that causes it and done after the commit, at
 * least once, by whichever replica gets to it first. It is kept in the table {@code scheduled_tasks} of its database.
 */
public class Outbox implements SmartLifecycle {

    static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;

    /** Work of a replica that has sent no heartbeat for so long is taken up by others. */
    static final Duration TAKEN_FOR_DEAD = HEARTBEAT.multipliedBy(MISSED_HEARTBEATS);

    private final Scheduler scheduler;
    private final Lifeline lifeline;
    private final Takeover takeover;
    private final Clock clock;
    private final JdbcClient db;
    private final String table;

    /**
     * A table of work, and how it is done.
     *
     * @param threads how many pieces of work a replica does at once
     * @param someGivesWay whether some of its work gives way to the rest; the table then needs an index by priority
     */
    private record Table(String name, int threads, boolean someGivesWay) {}

    /**
     * An outbox in this database.
     *
     * @param lifelines a pool of the same database from which nobody else waits for a connection: the outbox keeps one
     *     for as long as it runs
     * @param tasks all kinds of work that may be added, made by {@link OutboxTask}
     */
    public Outbox(
            DataSource dataSource, DataSource lifelines, List<? extends Task<?>> tasks, JsonMapper json, Clock clock) {
        this(new Table("scheduled_tasks", 10, true), dataSource, lifelines, tasks, json, clock);
    }

    /**
     * An outbox in a table of its own, for slow work, so that no other work waits for it. It takes no more than it can
     * begin at once: work that waits long inside a replica counts as dead and is done by another one.
     *
     * @param threads how many pieces of work a replica does at once
     */
    public Outbox(
            DataSource dataSource,
            DataSource lifelines,
            String table,
            int threads,
            List<? extends Task<?>> tasks,
            JsonMapper json,
            Clock clock) {
        this(new Table(table, threads, false), dataSource, lifelines, tasks, json, clock);
    }

    private Outbox(
            Table of,
            DataSource dataSource,
            DataSource lifelines,
            List<? extends Task<?>> tasks,
            JsonMapper json,
            Clock clock) {
        this.clock = clock;
        this.db = JdbcClient.create(dataSource);
        this.table = of.name();
        this.lifeline = new Lifeline(lifelines);
        this.takeover = new Takeover(db, table, lifeline, clock);
        Pauses pauses = new Pauses(table, clock);
        SchedulerBuilder builder = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.copyOf(tasks))
                .tableName(table)
                .schedulerName(new SchedulerName.Fixed(lifeline.name()))
                .clock(clock::instant)
                .serializer(new JsonSerializer(json))
                .threads(of.threads())
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(Duration.ofSeconds(1))
                // db-scheduler looks for dead replicas at every other heartbeat: their work is taken up within 12 s,
                // even if their lifelines seem to be held, as when a network drops all packets.
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .alwaysPersistTimestampInUTC()
                .failureLogging(LogLevel.DEBUG, false)
                .addSchedulerListener(pauses)
                .addExecutionInterceptor((work, context, chain) -> PatientNote.ofSuccess(chain.proceed(work, context)))
                .addExecutionInterceptor(Outbox::handBackWhenStopping)
                .shutdownMaxWait(Duration.ofSeconds(10));
        this.scheduler = (of.someGivesWay() ? builder.enablePriority() : builder).build();
        pauses.of(scheduler);
    }

    /** When Waybill stops, other replicas may at once take work that it has taken but not begun. */
    private static CompletionHandler<?> handBackWhenStopping(
            TaskInstance<?> work, ExecutionContext context, ExecutionChain chain) {
        return context.getSchedulerState().isShuttingDown()
                ? (done, operations) ->
                        operations.reschedule(done, done.getExecution().getExecutionTime())
                : chain.proceed(work, context);
    }

    /** Adds work to the current transaction. The same work is ignored if it is already there and not done. */
    public void add(TaskInstance<?> work) {
        add(work, clock.instant());
    }

    /** Adds work to the current transaction that is not to be done before the time given. */
    public void add(TaskInstance<?> work, Instant notBefore) {
        requireTransaction();
        scheduler.scheduleIfNotExists(work, notBefore);
        checkAfterCommit();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Work can only be added to the outbox in a transaction");
        }
    }

    private void checkAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /** Adds many pieces of new work to the current transaction at once. */
    public void addAll(List<TaskInstance<?>> work) {
        requireTransaction();
        scheduler.scheduleBatch(work, clock.instant());
        checkAfterCommit();
    }

    /** How many pieces of work of this kind are not done yet. */
    public long count(String kind) {
        return db.sql("select count(*) from %s where task_name = ?".formatted(table))
                .param(kind)
                .query(Long.class)
                .single();
    }

    /** Takes up the work of replicas that were killed. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void takeUpFromTheDead() {
        if (!isRunning()) {
            return;
        }
        lifeline.hold();
        if (takeover.fromTheDead()) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void start() {
        lifeline.hold();
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
        lifeline.close();
    }

    /** On its own thread, so that everything else stops meanwhile: it may have to wait for work that has begun. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform().name("outbox-stop").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
