package io.waybill.platform.deployment;

import io.waybill.platform.engine.Engines;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether there is a model that instances can begin on. */
@Component("modelHealthContributor")
class ModelHealth extends AbstractHealthIndicator {

    private final Engines engines;

    ModelHealth(Engines engines) {
        this.engines = engines;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        engines.whyNoModel().ifPresentOrElse(why -> health.down().withDetail("why", why), health::up);
    }
}
