package io.waybill.factory;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.factory}.
 *
 * @param timePerPiece how long the factory takes to make one piece
 * @param datasource the factory's own database
 */
@ConfigurationProperties("waybill.factory")
record FactorySettings(@DefaultValue("100ms") Duration timePerPiece, Datasource datasource) {

    /**
     * @param url the JDBC URL of the factory's own database
     * @param username its user
     * @param password the password of that user
     * @param locations where the migrations that create its tables are
     * @param maximumPoolSize how many connections each replica may have to it; the factory's outbox takes up to ten
     */
    record Datasource(
            String url,
            String username,
            String password,

            @DefaultValue({"classpath:db/outbox", "classpath:db/factory/migration"})
            List<String> locations,

            @DefaultValue("12") int maximumPoolSize) {}
}
