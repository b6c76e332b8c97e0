package io.waybill.platform.manual;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which manual steps to list; a parameter that is not given restricts nothing.
 *
 * @param state only those in this state
 * @param orderId only those of this order
 */
record ManualStepFilter(
        ManualStep.@Nullable State state,
        @Nullable @Size(max = 64) String orderId) {}
