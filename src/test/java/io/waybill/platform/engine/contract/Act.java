package io.waybill.platform.engine.contract;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happens to a process. */
sealed interface Act {

    record Starts(Map<String, ? extends @Nullable Object> variables) implements Act {}

    record Publishes(String name, String key, Map<String, ? extends @Nullable Object> variables) implements Act {}

    record Broadcasts(String signal, Map<String, ? extends @Nullable Object> variables) implements Act {}

    record Passes(Duration time) implements Act {}

    /** Completes a job that was left waiting. */
    record Completes(String job, Map<String, ? extends @Nullable Object> variables) implements Act {}
}
