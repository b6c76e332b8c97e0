package io.waybill.platform.engine;

import io.waybill.core.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step may know about its job besides the variables. A method with {@code @JobWorker} may take it as a
 * parameter.
 *
 * @param key the engine's key of the job
 * @param type such as {@code stock.reserve}
 * @param instance the key of the process instance
 * @param subject what it is done for; null if the process has no business key, or nobody here owns it
 * @param element the element's id in the model
 * @param headers the task's headers, as the analyst wrote them
 */
public record Job(
        long key, String type, long instance, @Nullable Subject subject, String element, Map<String, String> headers) {

    /**
     * What it is done for.
     *
     * @throws IllegalStateException if that is unknown
     */
    public Subject requireSubject() {
        if (subject == null) {
            throw new IllegalStateException(
                    "Process instance %d is about nothing that Waybill knows, but %s has to know it"
                            .formatted(instance, element));
        }
        return subject;
    }
}
