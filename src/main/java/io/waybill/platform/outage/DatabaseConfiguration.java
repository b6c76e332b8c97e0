package io.waybill.platform.outage;

import com.zaxxer.hikari.HikariDataSource;
import org.hibernate.cfg.JdbcSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** More than there are: one that finds no connection runs without its lifeline. */
    private static final int MOST_OUTBOXES = 10;

    @Bean
    @Primary
    @ConfigurationProperties("spring.datasource.hikari")
    ConnectionPool dataSource(DataSourceProperties settings) {
        return settings.initializeDataSourceBuilder().type(ConnectionPool.class).build();
    }

    /**
     * Connections for transactions, with auto-commit off, so that it need not be switched off and on around each
     * transaction. Statements outside a transaction use the other pool.
     */
    @Bean(defaultCandidate = false)
    ConnectionPool transactionDataSource(ConnectionPool dataSource) {
        ConnectionPool pool = new ConnectionPool();
        dataSource.copyStateTo(pool);
        pool.setPoolName("transactions");
        pool.setAutoCommit(false);
        return pool;
    }

    @Bean
    HibernatePropertiesCustomizer transactionsTakeTheirOwnConnections(
            @Qualifier("transactionDataSource") ConnectionPool pool) {
        return properties -> {
            properties.put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
            properties.put(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true);
        };
    }

    /**
     * One connection for health checks only. When all others are in use, Waybill is busy, not down: if it were taken
     * for down, its load would move to the other replicas.
     */
    @Bean(defaultCandidate = false)
    HikariDataSource healthDataSource(ConnectionPool dataSource) {
        return dataSource.apart("health", 1);
    }

    /** The connections that this replica holds for as long as it lives, one for each outbox. Opened when needed. */
    @Bean(defaultCandidate = false)
    HikariDataSource lifelineDataSource(ConnectionPool dataSource) {
        return dataSource.apart("lifelines", MOST_OUTBOXES);
    }

    @Bean
    DataSourceHealthIndicator dbHealthContributor(@Qualifier("healthDataSource") HikariDataSource health) {
        return new DataSourceHealthIndicator(health);
    }
}
