package io.waybill.platform.outbox;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    Clock clock(JdbcClient db) {
        return new DatabaseClock(db);
    }

    @Bean
    Outbox outbox(
            DataSource dataSource,
            @Qualifier("lifelineDataSource") DataSource lifelines,
            List<Task<?>> tasks,
            JsonMapper json,
            Clock clock) {
        return new Outbox(dataSource, lifelines, tasks, json, clock);
    }
}
