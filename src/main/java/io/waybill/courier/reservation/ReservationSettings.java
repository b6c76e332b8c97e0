package io.waybill.courier.reservation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code waybill.reservations}.
 *
 * @param hourlyFee what a driver costs for each hour that has begun, in the currency's smallest unit, for new
 *     reservations
 * @param driverAnswerTimeout how long a driver has to answer the offer of a new reservation
 * @param driversToTry how many drivers are asked for a new reservation, one after another
 */
@ConfigurationProperties("waybill.reservations")
record ReservationSettings(
        @DefaultValue("10000") long hourlyFee,
        @DefaultValue("2m") Duration driverAnswerTimeout,
        @DefaultValue("5") int driversToTry) {

    ReservationSettings {
        if (hourlyFee < 0) {
            throw new IllegalArgumentException(
                    "waybill.reservations.hourly-fee is %d, but must not be negative".formatted(hourlyFee));
        }
    }
}
