package io.waybill.core.queue;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    OneTimeTask<QueueMail> sendToQueue(QueueSender sender) {
        return sender.task();
    }
}
