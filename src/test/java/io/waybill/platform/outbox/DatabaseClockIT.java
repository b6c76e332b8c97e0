package io.waybill.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waybill.embedded.SharedServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class DatabaseClockIT {

    private static final Duration EXACTLY = Duration.ofSeconds(5);
    private static final Instant LONG_AGO = Instant.parse("2001-02-03T04:05:06Z");

    final SingleConnectionDataSource database = connect();
    final JdbcClient db = JdbcClient.create(database);

    private static SingleConnectionDataSource connect() {
        Map<String, Object> properties = SharedServers.get().properties();
        return new SingleConnectionDataSource(
                String.valueOf(properties.get("spring.datasource.url")), "waybill", "waybill", true);
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void it_shows_the_databases_time_not_the_systems() {
        databaseSays(LONG_AGO);

        assertThat(new DatabaseClock(db).instant()).isCloseTo(LONG_AGO, within(EXACTLY));
    }

    @Test
    void it_follows_the_database_when_that_is_set_right() {
        databaseSays(LONG_AGO);
        DatabaseClock clock = new DatabaseClock(db);

        db.sql("set timestamp = default").update();
        clock.read();

        assertThat(clock.instant()).isCloseTo(Clock.systemUTC().instant(), within(EXACTLY));
    }

    @Test
    void without_the_database_it_goes_on() throws InterruptedException {
        databaseSays(LONG_AGO);
        DatabaseClock clock = new DatabaseClock(db);
        Instant before = clock.instant();

        database.destroy();
        database.setUrl("jdbc:mysql://localhost:1/nowhere");
        clock.read();
        Thread.sleep(20);

        assertThat(clock.instant()).isAfterOrEqualTo(before.plusMillis(20)).isCloseTo(LONG_AGO, within(EXACTLY));
    }

    private void databaseSays(Instant time) {
        db.sql("set timestamp = %d".formatted(time.getEpochSecond())).update();
    }
}
