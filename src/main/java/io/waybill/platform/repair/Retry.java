package io.waybill.platform.repair;

import io.waybill.platform.engine.StuckStep;
import org.jspecify.annotations.Nullable;

/**
 * A step to be retried, as the outbox stores it.
 *
 * @param job null if it was written by an earlier Waybill, whose only engine does not need it
 */
record Retry(
        long incident,
        long processInstance,
        String element,
        long elementInstance,
        @Nullable Long job) {

    static Retry of(Incident incident) {
        return new Retry(
                incident.id(),
                incident.processInstance(),
                incident.element(),
                incident.elementInstance(),
                incident.job());
    }

    StuckStep step() {
        return new StuckStep(job == null ? 0 : job, processInstance, element, elementInstance);
    }
}
