package io.waybill.race.entry.rest;

import io.waybill.core.CustomerId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of {@code POST /races/{id}/entries}.
 *
 * @param runnerId the customer who wants to run, and who pays
 */
record EntryRequest(
        @NotNull @Pattern(regexp = CustomerId.PATTERN, message = "is not a customer id")
        String runnerId) {}
