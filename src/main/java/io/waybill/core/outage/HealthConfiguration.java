package io.waybill.core.outage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Asks the database for its health by a connection that nobody else uses. When all others are busy Waybill is busy, not
 * away: whoever took it for away then, would have its load on the other replicas.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean(defaultCandidate = false)
    HikariDataSource healthDataSource(HikariDataSource dataSource) {
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
