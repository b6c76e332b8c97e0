package io.waybill.platform.repair;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.OutboxTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RepairConfiguration {

    @Bean
    OneTimeTask<Retry> retryStep(ObjectProvider<StepRetry> steps) {
        return OutboxTask.eachByItself(
                "retry-step", Retry.class, retry -> steps.getObject().carryOut(retry));
    }
}
