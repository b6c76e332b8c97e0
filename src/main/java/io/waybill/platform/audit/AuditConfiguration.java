package io.waybill.platform.audit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    SchedulingConfigurer auditSchedule(AuditRuns audits, Reconciler reconciler, AuditSettings settings) {
        return tasks -> {
            tasks.addFixedDelayTask(new FixedDelayTask(audits::runOnSchedule, settings.every(), settings.every()));
            tasks.addFixedDelayTask(new FixedDelayTask(
                    reconciler::reconcile,
                    settings.reconcileEvery(),
                    settings.reconcileEvery().dividedBy(2)));
        };
    }
}
