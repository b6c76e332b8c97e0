package io.waybill.order;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.outbox.OutboxTask;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProcessSettings.class, OrderSettings.class, BacklogSettings.class})
class ProcessConfiguration {

    static final String START_PROCESS = "start-process";

    /** Orders that are under way go first: a driver's time runs while his offer waits. */
    @Bean
    OneTimeTask<ProcessMessage> startProcess(ProcessPublisher publisher) {
        return OutboxTask.givingWay(START_PROCESS, ProcessMessage.class, publisher::start);
    }

    @Bean
    OneTimeTask<ProcessMessage> publishToProcess(ProcessPublisher publisher) {
        return OutboxTask.of("publish-to-process", ProcessMessage.class, publisher::publish);
    }

    @Bean
    OneTimeTask<Long> stopProcess(ProcessPublisher publisher) {
        return OutboxTask.of("stop-process", Long.class, publisher::stop);
    }
}
