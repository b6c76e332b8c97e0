package io.waybill.platform.engine.delivery;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.engine.EngineSettings;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Message;
import io.waybill.platform.engine.WorkerSettings;
import io.waybill.platform.outbox.OutboxTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineSettings.class, WorkerSettings.class})
class DeliveryConfiguration {

    /** Gives way to messages for running instances: a driver's time to answer runs while the offer waits. */
    @Bean
    OneTimeTask<Message> startProcess(ObjectProvider<Delivery> delivery) {
        return OutboxTask.givingWay(
                Engines.START_PROCESS,
                Message.class,
                message -> delivery.getObject().start(message));
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
