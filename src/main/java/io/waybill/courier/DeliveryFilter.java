package io.waybill.courier;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries a caller wants to see; what is not given restricts nothing.
 *
 * @param status where they are
 * @param driverId whom they were offered to
 */
record DeliveryFilter(
        Delivery.@Nullable Status status,
        @Nullable @Size(max = 64) String driverId) {}
