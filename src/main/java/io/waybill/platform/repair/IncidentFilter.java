package io.waybill.platform.repair;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents a caller wants to see; what is not given restricts nothing.
 *
 * @param state where they are
 * @param orderId whose they are
 */
record IncidentFilter(
        Incident.@Nullable State state,
        @Nullable @Size(max = 64) String orderId) {}
