package io.waybill.race.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a result after it was entered.
 *
 * @param before the time until then, in milliseconds; missing if there was no result
 * @param after the time from then on; missing if the result was removed
 */
record Correction(@Nullable Long before, @Nullable Long after, String reason, Instant at) {}
