package io.waybill.core.worker;

import io.camunda.client.api.worker.BackoffSupplier;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {

    private static final Duration LONGEST_WITHOUT_POLL = Duration.ofSeconds(1);

    /** How long a worker with a stream waits between two polls that found nothing: see docs/adr/0022. */
    @Bean
    BackoffSupplier streamNoJobsBackoffSupplier() {
        return BackoffSupplier.newBackoffBuilder()
                .maxDelay(LONGEST_WITHOUT_POLL.toMillis())
                .build();
    }
}
