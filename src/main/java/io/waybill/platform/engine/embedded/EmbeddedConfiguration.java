package io.waybill.platform.engine.embedded;

import io.waybill.platform.engine.embedded.dialect.Dialect;
import io.waybill.platform.engine.embedded.parking.ParkedStep;
import io.waybill.platform.engine.embedded.parking.ParkingInterceptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.joda.time.DateTimeUtils;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.RepositoryService;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandExecutor;
import org.operaton.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {

    private static final int THREADS_FOR_JOBS = 8;
    private static final int MILLIS_BETWEEN_LOOKS_FOR_JOBS = 1_000;

    /**
     * After this another replica takes over a job, in case the first was killed. A job that takes longer is begun a
     * second time: the first of the two to commit wins, and the other rolls back.
     */
    private static final int MILLIS_TO_DO_A_JOB = 3_000;

    private static final int IDS_AT_ONCE = 10_000;

    @Bean
    SpringProcessEngineConfiguration operaton(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            EmbeddedSteps steps,
            FailedJobs failures,
            InstanceNotes notes,
            Consumer<Set<String>> lookForKeptMessages,
            ObjectProvider<ProcessEnginePlugin> plugins) {
        // The engine reads the time through Joda-Time, so this gives it the clock that all replicas share.
        DateTimeUtils.setCurrentMillisProvider(clock::millis);
        SpringProcessEngineConfiguration engine = new SpringProcessEngineConfiguration();
        new Dialect(steps).configure(engine);
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setTransactionsExternallyManaged(true);
        // EngineTables creates the tables. The engine refuses tables of another version.
        engine.setDatabaseSchemaUpdate("false");
        engine.setHistory("none");
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setEnableCmdExceptionLogging(false);
        engine.setIdBlockSize(IDS_AT_ONCE);
        engine.setCustomJobHandlers(new ArrayList<>(List.of(new ParkedStep())));
        engine.setFailedJobCommandFactory(failures);
        engine.setCustomPostCommandInterceptorsTxRequired(new ArrayList<>(List.of(new ParkingInterceptor(engine))));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(new ArrayList<>(List.of(new ParkingInterceptor(engine))));
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(notes)));
        engine.setCustomSessionFactories(
                new ArrayList<>(List.of(EmbeddedJobs.factory(failures), EmbeddedWaits.factory(lookForKeptMessages))));
        engine.setProcessEnginePlugins(plugins.orderedStream().toList());
        engine.setJobExecutorActivate(false);
        engine.setJobExecutor(jobExecutor());
        return engine;
    }

    private static DefaultJobExecutor jobExecutor() {
        DefaultJobExecutor executor = new DefaultJobExecutor();
        executor.setCorePoolSize(THREADS_FOR_JOBS);
        executor.setMaxPoolSize(THREADS_FOR_JOBS);
        executor.setQueueSize(THREADS_FOR_JOBS);
        executor.setMaxJobsPerAcquisition(THREADS_FOR_JOBS);
        executor.setLockTimeInMillis(MILLIS_TO_DO_A_JOB);
        executor.setWaitTimeInMillis(MILLIS_BETWEEN_LOOKS_FOR_JOBS);
        executor.setMaxWait(MILLIS_BETWEEN_LOOKS_FOR_JOBS);
        return executor;
    }

    @Bean
    ProcessEngine processEngine(EngineBuild build) {
        return build.engine();
    }

    @Bean
    RepositoryService repositoryService(SpringProcessEngineConfiguration operaton) {
        return operaton.getRepositoryService();
    }

    @Bean
    RuntimeService runtimeService(SpringProcessEngineConfiguration operaton) {
        return operaton.getRuntimeService();
    }

    /** For operations that the engine's services do not offer. */
    @Bean
    CommandExecutor engineCommands(SpringProcessEngineConfiguration operaton) {
        return new CommandExecutor() {
            @Override
            public <T> T execute(Command<T> command) {
                return operaton.getCommandExecutorTxRequired().execute(command);
            }
        };
    }

    /** Drops what does not fit into its queue: the scheduled check for missed messages makes up for it. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor keptMessagesExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("kept-messages-");
        executor.setCorePoolSize(2);
        executor.setMaxPoolSize(2);
        executor.setQueueCapacity(10_000);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return executor;
    }

    @Bean
    Consumer<Set<String>> lookForKeptMessages(
            @Qualifier("keptMessagesExecutor") ThreadPoolTaskExecutor executor,
            ObjectProvider<MessageDelivery> messages) {
        return events -> executor.execute(() -> messages.getObject().handOverKeptOf(events));
    }
}
