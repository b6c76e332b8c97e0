package io.waybill.platform.engine;

import io.waybill.core.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A job has failed as often as the model allows. Published before the engine learns of it: if a listener fails, the job
 * is retried.
 *
 * @param type such as {@code stock.reserve}
 * @param processInstance 0 if it has not begun
 * @param subject what it is done for, if that can be read from the job
 * @param message the message of the last failure
 * @param triedOn whether it is retried all the same, because the model says that its task is tried until it succeeds
 */
public record JobStuck(
        long job,
        String type,
        String element,
        long elementInstance,
        long processInstance,
        @Nullable Subject subject,
        String message,
        boolean triedOn) {}
