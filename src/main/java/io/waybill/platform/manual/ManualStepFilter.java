package io.waybill.platform.manual;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which manual steps a caller wants to see; what is not given restricts nothing.
 *
 * @param state where they are
 * @param orderId whose they are
 */
record ManualStepFilter(
        ManualStep.@Nullable State state,
        @Nullable @Size(max = 64) String orderId) {}
