package io.waybill.core.queue;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueueSettings.class)
class QueueConfiguration {

    @Bean
    OneTimeTask<QueueMail> sendToQueue(QueueSender sender) {
        return sender.task();
    }
}
