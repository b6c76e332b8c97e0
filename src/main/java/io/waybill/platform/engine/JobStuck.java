package io.waybill.platform.engine;

import io.waybill.core.OrderId;
import org.jspecify.annotations.Nullable;

/**
 * A job has failed as often as the model lets it. Published before the engine is told so: if it cannot be heard, the job
 * is tried on.
 *
 * @param type such as {@code stock.reserve}
 * @param order whose it is, if that can be read from the job
 * @param message of the last failure
 * @param triedOn whether it is tried again all the same, because its task may not be given up
 */
public record JobStuck(
        long job,
        String type,
        String element,
        long elementInstance,
        long processInstance,
        @Nullable OrderId order,
        String message,
        boolean triedOn) {}
