package io.waybill.platform.engine.embedded;

import io.waybill.embedded.TestDatabase;
import io.waybill.platform.engine.Definition;
import io.waybill.platform.engine.Engine;
import io.waybill.platform.engine.Job;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.ModelFile;
import io.waybill.platform.engine.WorkerSettings;
import io.waybill.platform.engine.embedded.parking.Stretches;
import io.waybill.platform.process.Processes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.ManagementService;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;

/**
 * The embedded engine as Waybill runs it, on MariaDB, with jobs that the test does and a clock that the test sets.
 * Nothing happens by itself: timers, parked steps and kept messages have their turn when the test says so.
 */
public final class EmbeddedTestEngine implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;
    private final Bench bench;

    /** Does a job and returns the answer. */
    @FunctionalInterface
    public interface Worker {
        Map<String, @Nullable Object> work(Job job, Function<String, @Nullable Object> variables);
    }

    /**
     * Starts an engine.
     *
     * @param history where the engine writes its history
     * @param database one that nothing else uses, because its clock is wrong for others
     */
    public static EmbeddedTestEngine start(RecordedHistory history, TestDatabase database) {
        return new EmbeddedTestEngine(history, database);
    }

    private EmbeddedTestEngine(RecordedHistory history, TestDatabase database) {
        bench = new Bench(history, database);
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Bench.class, () -> bench);
        context.register(Wiring.class);
        context.refresh();
    }

    /** Sets the worker that does the jobs from now on. */
    public void workBy(Worker worker) {
        bench.worker = worker;
    }

    boolean keepsModels() {
        return engine().keepsModels();
    }

    public List<Definition> deploy(Map<String, String> files) {
        return engine().deploy(files.entrySet().stream()
                .map(file -> new ModelFile(file.getKey(), file.getValue()))
                .toList());
    }

    public void begin(String process, String businessKey, Map<String, Object> variables) {
        context.getBean(Stretches.class)
                .run(() -> runtime().startProcessInstanceByKey(process, businessKey, variables));
    }

    public void deliver(Message message) {
        engine().deliver(message);
    }

    private Engine engine() {
        return context.getBean(Engine.class);
    }

    public RuntimeService runtime() {
        return context.getBean(RuntimeService.class);
    }

    public ManagementService management() {
        return context.getBean(ProcessEngine.class).getManagementService();
    }

    /** Moves the clock forward. */
    public void pass(Duration time) {
        bench.ahead = bench.ahead.plus(time);
    }

    public Instant now() {
        return bench.instant();
    }

    /** Delivers kept messages, as the engine does by itself after each commit. Returns whether any wait has begun. */
    public boolean handOverKept() {
        Set<String> events = new LinkedHashSet<>(bench.begun);
        bench.begun.clear();
        if (!events.isEmpty()) {
            context.getBean(MessageDelivery.class).handOverKeptOf(events);
        }
        return !events.isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }

    /** What a test controls. */
    static final class Bench extends Clock {

        private final RecordedHistory history;
        private final TestDatabase database;
        private final Instant started = Instant.now();
        private final Set<String> begun = new LinkedHashSet<>();
        private Worker worker = (job, variables) -> new HashMap<String, @Nullable Object>();
        private Duration ahead = Duration.ZERO;

        private Bench(RecordedHistory history, TestDatabase database) {
            this.history = history;
            this.database = database;
        }

        @Override
        public Instant instant() {
            return started.plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** Not annotated as a configuration, so that Waybill's own scan does not find it in other tests. */
    @EnableTransactionManagement
    @Import(Processes.class)
    @ComponentScan(
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.ASSIGNABLE_TYPE,
                            classes = {StepMethods.class, JobExecution.class}))
    static class Wiring {

        @Bean
        DataSource dataSource(Bench bench) {
            return DataSourceBuilder.create()
                    .url(bench.database.url() + "&sessionVariables=transaction_isolation='READ-COMMITTED'")
                    .username("waybill")
                    .password("waybill")
                    .build();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.shared();
        }

        @Bean
        WorkerSettings workerSettings() {
            return new WorkerSettings(Duration.ofSeconds(1));
        }

        @Bean
        Flyway flyway(DataSource dataSource, List<JavaMigration> migrations) {
            Flyway flyway = Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/outbox", "classpath:db/migration")
                    .javaMigrations(migrations.toArray(JavaMigration[]::new))
                    .load();
            flyway.migrate();
            return flyway;
        }

        @Bean
        JobHandler.Registry handlers(Bench bench) {
            return type -> Optional.of(new JobHandler() {
                @Override
                public String type() {
                    return type;
                }

                @Override
                public boolean completes() {
                    return true;
                }

                @Override
                public Map<String, @Nullable Object> call(Function<String, @Nullable Object> variables, Job job) {
                    return bench.worker.work(job, variables);
                }
            });
        }

        @Bean
        ProcessEnginePlugin history(Bench bench, Flyway tablesComeFirst) {
            return new AbstractProcessEnginePlugin() {
                @Override
                public void preInit(ProcessEngineConfigurationImpl engine) {
                    engine.setCustomHistoryLevels(new ArrayList<>(List.of(bench.history.level())));
                    engine.setHistoryEventHandler(bench.history);
                }
            };
        }

        @Bean
        @Primary
        Consumer<Set<String>> noteBegun(Bench bench) {
            return bench.begun::addAll;
        }
    }

    /** The element that a job goes on from. */
    public String elementOf(org.operaton.bpm.engine.runtime.Job job) {
        return context.getBean(SpringProcessEngineConfiguration.class)
                .getCommandExecutorTxRequired()
                .execute(commands ->
                        commands.getJobManager().findJobById(job.getId()).getActivityId());
    }

    /** All jobs of an instance that are not timers. */
    public List<org.operaton.bpm.engine.runtime.Job> parked(String instance) {
        return new ArrayList<>(management()
                .createJobQuery()
                .processInstanceId(instance)
                .messages()
                .list());
    }
}
