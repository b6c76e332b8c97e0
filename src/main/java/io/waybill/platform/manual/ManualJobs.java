package io.waybill.platform.manual;

import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The engine's side of manual steps: their jobs, which only an answer completes. */
@Component
class ManualJobs {

    private static final Logger log = LoggerFactory.getLogger(ManualJobs.class);

    private final Engines engines;
    private final ManualSteps steps;

    ManualJobs(Engines engines, ManualSteps steps) {
        this.engines = engines;
        this.steps = steps;
    }

    /** Whether a job still waits for its answer. Assumed to wait if its engine is down or not connected. */
    boolean isWaiting(long job) {
        try {
            return engines.of(job).isWaiting(job);
        } catch (EngineUnavailable e) {
            log.debug("Job {} is assumed to wait", job, e);
            return true;
        }
    }

    /** Completes a job. One that the engine no longer has needs no answer. */
    void complete(Completion done) {
        try {
            engines.of(done.job()).answer(done.job(), done.answers());
        } catch (Gone e) {
            log.info("The engine no longer waits for {}: {}", done, e.getMessage());
            steps.gone(done.step(), ManualStep.State.ANSWERED);
        }
    }
}
