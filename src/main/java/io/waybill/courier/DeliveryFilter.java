package io.waybill.courier;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a caller wants to see; a parameter that is not given does not restrict the list.
 *
 * @param status their status
 * @param driverId the driver they were offered to
 */
record DeliveryFilter(
        Delivery.@Nullable Status status,
        @Nullable @Size(max = 64) String driverId) {}
