package io.waybill.platform.engine;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to a process, and how the outbox keeps it.
 *
 * @param name as in the model
 * @param key with which an instance waits for it; of a message that starts one, the business key
 * @param id by which a second copy is known
 * @param keep how long it is kept for an instance that does not wait for it yet; if zero, it is not kept at all
 * @param businessKey of the instance; a Waybill that knew one engine only did not write it
 */
public record Message(
        String name,
        String key,
        String id,
        Duration keep,
        Map<String, Object> variables,
        @Nullable String businessKey) {}
