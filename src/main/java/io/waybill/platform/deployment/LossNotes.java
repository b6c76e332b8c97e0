package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.Losses;
import io.waybill.platform.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records that an engine has lost everything. A single replica does so, before anything is done about it; the outbox
 * does the rest.
 */
@Component
class LossNotes {

    private static final Logger log = LoggerFactory.getLogger(LossNotes.class);

    private final ModelVersions versions;
    private final GivenDefinitions given;
    private final Losses losses;
    private final Outbox outbox;
    private final OneTimeTask<EngineLoss> refill;
    private final Clock clock;

    LossNotes(
            ModelVersions versions,
            GivenDefinitions given,
            Losses losses,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("refillEngine") OneTimeTask<EngineLoss> refill,
            Clock clock) {
        this.versions = versions;
        this.given = given;
        this.losses = losses;
        this.outbox = outbox;
        this.refill = refill;
        this.clock = clock;
    }

    /** Does nothing if the loss is recorded already. */
    @Transactional
    public void take(EngineName engine, List<Long> lost) {
        versions.takeTurn();
        if (!given.latestOf(engine).equals(lost)) {
            return;
        }
        given.lostBy(engine);
        losses.emptied(engine);
        outbox.add(refill.instance(engine.name(), new EngineLoss(engine, clock.instant())));
        log.warn(
                "The engine {} has lost everything: it has neither the model nor any process instance. It is refilled"
                        + " from the database",
                engine.setting());
    }
}
