package io.waybill.platform.engine.zeebe;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.worker.BackoffSupplier;
import io.waybill.platform.outage.Outage;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnZeebe
class ZeebeConfiguration {

    private static final Logger log = LoggerFactory.getLogger(JobFailures.class);

    private static final Duration LONGEST_WITHOUT_POLL = Duration.ofSeconds(1);
    private static final Duration TO_CLOSE = Duration.ofSeconds(10);

    /** An outage of something that the workers need, as this replica sees it. It is over when any job succeeds. */
    @Bean
    Outage jobOutage(Clock clock) {
        return new Outage("Jobs cannot be done now and will be retried", log, clock);
    }

    /** How long a worker with a stream waits between two polls that found nothing: see docs/adr/0022. */
    @Bean
    BackoffSupplier streamNoJobsBackoffSupplier() {
        return BackoffSupplier.newBackoffBuilder()
                .maxDelay(LONGEST_WITHOUT_POLL.toMillis())
                .build();
    }

    @Bean
    ClientEnd clientEnd(CamundaClient camunda) {
        return new ClientEnd(camunda, TO_CLOSE);
    }

    /** {@link ClientEnd} closes it. */
    @Bean
    static BeanFactoryPostProcessor clientIsNotClosedByTheContext() {
        return beans -> {
            if (beans.containsBeanDefinition("camundaClient")) {
                beans.getBeanDefinition("camundaClient").setDestroyMethodName("");
            }
        };
    }
}
