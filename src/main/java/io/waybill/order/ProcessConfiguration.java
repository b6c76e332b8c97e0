package io.waybill.order;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.camunda.client.CamundaClient;
import io.waybill.core.outbox.OutboxTask;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ProcessSettings.class, OrderSettings.class})
class ProcessConfiguration {

    @Bean
    OneTimeTask<ProcessMessage> publishToProcess(CamundaClient camunda, ModelDeployment models) {
        return OutboxTask.of("publish-to-process", ProcessMessage.class, message -> {
            models.requireDone();
            camunda.newPublishMessageCommand()
                    .messageName(message.name())
                    .correlationKey(message.key())
                    .messageId(message.id())
                    .timeToLive(message.keep())
                    .variables(message.variables())
                    .send()
                    .join();
        });
    }
}
