package io.waybill.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

class AuditConfigurationTest {

    @Test
    void checks_and_repairs_run_as_often_as_the_settings_say() {
        AuditSettings settings =
                new AuditSettings(Duration.ofMinutes(7), Duration.ofSeconds(8), Duration.ZERO, Duration.ZERO);
        ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();

        new AuditConfiguration()
                .auditSchedule(mock(AuditRuns.class), mock(Reconciler.class), settings)
                .configureTasks(registrar);

        assertThat(registrar.getFixedDelayTaskList())
                .extracting(IntervalTask::getIntervalDuration)
                .containsExactly(settings.every(), settings.reconcileEvery());
    }
}
