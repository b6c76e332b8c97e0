package io.waybill.platform.webhook;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.outbox.OutboxTask;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks have their own outbox: receivers are slow, and no other work should wait for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    static final int ATTEMPTS_AT_ONCE = 32;

    @Bean
    DnsResolver dnsResolver() {
        return SystemDefaultDnsResolver.INSTANCE;
    }

    @Bean
    Lookups lookups(DnsResolver dns) {
        return new Lookups(dns);
    }

    @Bean(defaultCandidate = false)
    CustomTask<Attempt> webhookTask(Attempts attempts) {
        return OutboxTask.repeated("webhook.deliver", Attempt.class, attempts::make);
    }

    @Bean(defaultCandidate = false)
    Outbox webhookOutbox(
            DataSource dataSource,
            @Qualifier("lifelineDataSource") DataSource lifelines,
            @Qualifier("webhookTask") CustomTask<Attempt> task,
            JsonMapper json,
            Clock clock) {
        return new Outbox(dataSource, lifelines, "webhook_tasks", ATTEMPTS_AT_ONCE, List.of(task), json, clock);
    }
}
