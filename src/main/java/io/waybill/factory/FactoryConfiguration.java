package io.waybill.factory;

import com.zaxxer.hikari.HikariDataSource;
import io.waybill.platform.outage.ConnectionPool;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.queue.QueueSender;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The factory's own database, pool, migrations and outbox. They are not default candidates, so they are injected only
 * by name.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FactorySettings.class)
class FactoryConfiguration {

    @Bean(defaultCandidate = false)
    ConnectionPool factoryDataSource(FactorySettings settings) {
        ConnectionPool pool = new ConnectionPool();
        pool.setPoolName("factory");
        pool.setJdbcUrl(settings.datasource().url());
        pool.setUsername(settings.datasource().username());
        pool.setPassword(settings.datasource().password());
        pool.setMaximumPoolSize(settings.datasource().maximumPoolSize());
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // As for Waybill's own pool, see application.yml.
        pool.setConnectionTimeout(500);
        pool.setValidationTimeout(250);
        pool.addDataSourceProperty("useLocalSessionState", true);
        pool.addDataSourceProperty("cachePrepStmts", true);
        pool.addDataSourceProperty("connectTimeout", 2_000);
        pool.addDataSourceProperty("socketTimeout", 20_000);
        Flyway.configure()
                // Not the pool: a migration may take longer, and Waybill waits for a database that is down at the
                // start.
                .dataSource(
                        settings.datasource().url(),
                        settings.datasource().username(),
                        settings.datasource().password())
                .connectRetries(20)
                .connectRetriesInterval(15)
                .locations(settings.datasource().locations().toArray(String[]::new))
                .load()
                .migrate();
        return pool;
    }

    @Bean(defaultCandidate = false)
    HikariDataSource factoryLifelineDataSource(@Qualifier("factoryDataSource") ConnectionPool dataSource) {
        return dataSource.apart("factory-lifelines", 1);
    }

    @Bean
    FactoryBooks factoryBooks(@Qualifier("factoryDataSource") HikariDataSource dataSource) {
        return new FactoryBooks(JdbcClient.create(dataSource));
    }

    @Bean(defaultCandidate = false)
    TransactionTemplate factoryTransaction(@Qualifier("factoryDataSource") HikariDataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Bean(defaultCandidate = false)
    Outbox factoryOutbox(
            @Qualifier("factoryDataSource") HikariDataSource dataSource,
            @Qualifier("factoryLifelineDataSource") HikariDataSource lifelines,
            FactoryFloor floor,
            JsonMapper json,
            Clock clock) {
        return new Outbox(dataSource, lifelines, List.of(floor.task()), json, clock);
    }

    @Bean
    FactoryFloor factoryFloor(FactoryBooks books, QueueSender queue, Clock clock) {
        return new FactoryFloor(books, queue, clock);
    }
}
