package io.waybill.platform.engine;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.OutboxTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, WorkerSettings.class})
class EngineConfiguration {

    /** The names of the kinds of work are in the database; the audit looks there for the starts that are under way. */
    static final String START_PROCESS = "start-process";

    /** Instances that are under way go first: a driver's time runs while his offer waits. */
    @Bean
    OneTimeTask<Message> startProcess(ObjectProvider<Delivery> delivery) {
        return OutboxTask.givingWay(
                START_PROCESS, Message.class, message -> delivery.getObject().start(message));
    }

    @Bean
    OneTimeTask<Message> publishToProcess(ObjectProvider<Delivery> delivery) {
        return OutboxTask.of(
                "publish-to-process",
                Message.class,
                message -> delivery.getObject().publish(message));
    }

    @Bean
    OneTimeTask<Long> stopProcess(ObjectProvider<Delivery> delivery) {
        return OutboxTask.eachByItself(
                "stop-process", Long.class, instance -> delivery.getObject().stop(instance));
    }
}
