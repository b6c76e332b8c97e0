package io.waybill.platform.engine.embedded;

import org.operaton.bpm.engine.impl.jobexecutor.JobExecutor;
import org.operaton.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs timers and parked steps while Waybill accepts work. */
@Component
class JobExecution implements SmartLifecycle {

    private final SpringProcessEngineConfiguration operaton;

    JobExecution(SpringProcessEngineConfiguration operaton) {
        this.operaton = operaton;
    }

    @Override
    public void start() {
        executor().start();
    }

    @Override
    public void stop() {
        executor().shutdown();
    }

    @Override
    public boolean isRunning() {
        return executor().isActive();
    }

    private JobExecutor executor() {
        return operaton.getJobExecutor();
    }
}
