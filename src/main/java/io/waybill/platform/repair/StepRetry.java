package io.waybill.platform.repair;

import io.waybill.platform.engine.EngineRefused;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Gone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the engine retry a step, and reopens the incident if it refuses. */
@Component
class StepRetry {

    private static final Logger log = LoggerFactory.getLogger(StepRetry.class);

    private final Engines engines;
    private final Repairs repairs;

    StepRetry(Engines engines, Repairs repairs) {
        this.engines = engines;
        this.repairs = repairs;
    }

    void carryOut(Retry retry) {
        try {
            engines.of(retry.processInstance()).retry(retry.step());
        } catch (Gone e) {
            log.info("{} is no longer waiting: it went on, or was retried by an earlier call", retry);
        } catch (EngineRefused e) {
            repairs.refused(retry.incident(), "The engine refused to retry it: " + e.getMessage());
        }
    }
}
