package io.waybill.platform.engine;

import io.waybill.core.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message to a process. The outbox stores it in this form.
 *
 * @param name as in the model
 * @param key the correlation key; the business key if the message starts an instance
 * @param id identifies copies of the same message
 * @param keep how long it is kept for an instance that does not wait for it yet; if zero, it is not kept at all
 * @param businessKey of the instance; null if an earlier Waybill wrote the message, which had one engine only
 * @param process the id of the process that waits for it; null if an earlier Waybill wrote the message
 */
public record Message(
        String name,
        String key,
        String id,
        Duration keep,
        Map<String, Object> variables,
        @Nullable String businessKey,
        @Nullable String process) {

    /** Whose instance waits for it, if that is known. */
    public Optional<Subject> subject() {
        return process == null || businessKey == null
                ? Optional.empty()
                : Optional.of(new Subject(process, businessKey));
    }

    Message asCopy(String copy) {
        return new Message(name, key, id + "/" + copy, keep, variables, businessKey, process);
    }
}
