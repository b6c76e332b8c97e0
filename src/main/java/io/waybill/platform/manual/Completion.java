package io.waybill.platform.manual;

import java.util.Map;

/** What the engine is to be told of an answer, as the outbox keeps it. */
record Completion(long step, long job, Map<String, Boolean> answers) {

    static Completion of(ManualStep step) {
        return new Completion(step.id(), step.job(), step.answers());
    }
}
