package io.waybill.core.outage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    @Primary
    @ConfigurationProperties("spring.datasource.hikari")
    ConnectionPool dataSource(DataSourceProperties settings) {
        return settings.initializeDataSourceBuilder().type(ConnectionPool.class).build();
    }

    /**
     * One connection that nobody else uses, to ask for the database's health. When all others are busy Waybill is busy, not
     * away: whoever took it for away then, would have its load on the other replicas.
     */
    @Bean(defaultCandidate = false)
    HikariDataSource healthDataSource(ConnectionPool dataSource) {
        HikariDataSource health = new HikariDataSource();
        dataSource.copyStateTo(health);
        health.setPoolName("health");
        health.setMaximumPoolSize(1);
        return health;
    }

    @Bean
    DataSourceHealthIndicator dbHealthContributor(@Qualifier("healthDataSource") HikariDataSource health) {
        return new DataSourceHealthIndicator(health);
    }
}
