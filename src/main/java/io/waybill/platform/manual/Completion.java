package io.waybill.platform.manual;

import java.util.Map;

/** An answer that the engine is to get, as the outbox stores it. */
record Completion(long step, long job, Map<String, Boolean> answers) {

    static Completion of(ManualStep step) {
        return new Completion(step.id(), step.job(), step.answers());
    }
}
