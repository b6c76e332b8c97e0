package io.waybill.platform.deployment;

import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.Losses;
import io.waybill.platform.outage.DatabaseOutage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices that an engine has lost everything, and has it refilled. */
@Component
class EngineLosses {

    private static final Logger log = LoggerFactory.getLogger(EngineLosses.class);

    private final Engines engines;
    private final Losses losses;
    private final GivenDefinitions given;
    private final LossNotes notes;

    EngineLosses(Engines engines, Losses losses, GivenDefinitions given, LossNotes notes) {
        this.engines = engines;
        this.losses = losses;
        this.given = given;
        this.notes = notes;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void look() {
        try {
            note();
        } catch (RuntimeException e) {
            // Outages are reported elsewhere.
            if (!(e instanceof EngineUnavailable) && !DatabaseOutage.causes(e)) {
                throw e;
            }
            log.debug("Cannot find out whether the engine has lost anything", e);
        }
    }

    /**
     * Schedules a refill of each engine that has lost everything. To be called before a model is deployed: an engine
     * with a model looks as if it had lost nothing.
     *
     * @throws EngineUnavailable if the current engine does not answer; another engine that does not is asked again
     *     later
     */
    void note() {
        EngineName current = engines.current().name();
        for (EngineName engine : engines.names()) {
            try {
                noteLossOf(engine);
            } catch (EngineUnavailable e) {
                if (engine == current) {
                    throw e;
                }
                log.debug(
                        "Cannot find out whether the engine {} has lost anything: {}",
                        engine.setting(),
                        e.getMessage());
            }
        }
    }

    private void noteLossOf(EngineName engine) {
        List<Long> definitions = given.latestOf(engine);
        if (!definitions.isEmpty() && losses.isEmptied(engine, definitions)) {
            notes.take(engine, definitions);
        }
    }
}
