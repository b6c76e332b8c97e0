package io.waybill.platform.manual;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which manual steps to list; a parameter that is not given restricts nothing.
 *
 * @param state only those in this state
 * @param process only those of this process, by its id in the models
 * @param key only those with this business key
 * @param orderId only those of this order: short for the process {@value OrderId#PROCESS} and the order's id
 */
record ManualStepFilter(
        ManualStep.@Nullable State state,
        @Nullable @Size(max = 64) String process,
        @Nullable @Size(max = 64) String key,
        @Nullable @Size(max = 64) String orderId) {}
