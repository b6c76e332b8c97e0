package io.waybill.race.rest;

import io.waybill.core.Money;
import io.waybill.platform.web.PlainText;
import io.waybill.race.RaceDescription;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The body of {@code POST /races} and {@code PUT /races/{id}}.
 *
 * @param startsAt in the future; a part of a second is cut off, as of the closing time
 * @param closesAt until when runners can enter and withdraw, at the latest {@code startsAt}; then the fees are charged
 * @param metres its distance, at most 1,000 km
 * @param places how many runners can take part
 * @param fee what an entry costs, in the currency's smallest unit; a change is for later entries
 */
record RaceRequest(
        @NotNull @PlainText(max = 100, blank = false) String name,
        @NotNull Instant startsAt,
        @NotNull Instant closesAt,
        @NotNull @Min(1) @Max(1_000_000) Integer metres,
        @NotNull @Min(1) @Max(100_000) Integer places,
        @NotNull @Min(0) @Max(1_000_000_000) Long fee) {

    RaceDescription description() {
        return new RaceDescription(
                name,
                startsAt.truncatedTo(ChronoUnit.SECONDS),
                closesAt.truncatedTo(ChronoUnit.SECONDS),
                metres,
                places,
                new Money(fee));
    }
}
