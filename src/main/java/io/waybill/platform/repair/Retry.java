package io.waybill.platform.repair;

import io.waybill.platform.engine.StuckStep;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried again, as the outbox keeps it.
 *
 * @param job an earlier Waybill did not write it, whose one engine does without
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
