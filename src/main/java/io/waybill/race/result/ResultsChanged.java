package io.waybill.race.result;

import io.waybill.core.CustomerId;
import io.waybill.race.RaceId;

/** A result was entered, corrected or removed. Published in the transaction that does so, with the race locked. */
public record ResultsChanged(RaceId race, CustomerId runner) {}
