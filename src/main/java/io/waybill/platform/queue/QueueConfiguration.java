package io.waybill.platform.queue;

import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.sqs.config.SqsBeanNames;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueueSettings.class, EventSettings.class})
class QueueConfiguration {

    /** This name replaces the registry that the library brings along. */
    @Bean(SqsBeanNames.ENDPOINT_REGISTRY_BEAN_NAME)
    QueueListeners queueListeners(QueueSetup queues, Intake intake, Clock clock) {
        return new QueueListeners(queues, intake, clock);
    }

    @Bean
    SqsAsyncClientCustomizer queueClient(QueueThreads threads) {
        return client ->
                client.httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(threads.group()));
    }

    @Bean
    OneTimeTask<QueueMail> sendToQueue(QueueSender sender) {
        return sender.task();
    }

    @Bean
    CustomTask<EventMail> publishEvent(Events events) {
        return events.task();
    }
}
