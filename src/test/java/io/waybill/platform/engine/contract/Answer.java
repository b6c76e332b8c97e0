package io.waybill.platform.engine.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a step does with a job. */
sealed interface Answer {

    record Done(Map<String, ? extends @Nullable Object> variables) implements Answer {}

    record Throws(String code, Map<String, ? extends @Nullable Object> variables) implements Answer {}

    /** With no retries left. */
    record Fails() implements Answer {}

    /** Until an act completes the job. */
    record Waits() implements Answer {}
}
