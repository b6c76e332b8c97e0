package io.waybill.platform.manual;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.outbox.OutboxTask;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ManualConfiguration {

    @Bean
    OneTimeTask<Completion> completeManualStep(ObjectProvider<ManualJobs> jobs) {
        return OutboxTask.eachByItself(
                "complete-manual-step",
                Completion.class,
                done -> jobs.getObject().complete(done));
    }

    @Bean
    OneTimeTask<Long> lookAtManualStep(ObjectProvider<StaleSteps> stale) {
        return OutboxTask.of(
                "look-at-manual-step", Long.class, step -> stale.getObject().look(step));
    }
}
