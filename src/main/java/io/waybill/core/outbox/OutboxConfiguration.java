package io.waybill.core.outbox;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    /** As fine as the database keeps it, so that a time reads the same before and after it was saved. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    @Bean
    Outbox outbox(DataSource dataSource, List<OneTimeTask<?>> tasks, JsonMapper json, Clock clock) {
        return new Outbox(dataSource, tasks, json, clock);
    }
}
