package io.waybill.race.result;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A runner's official result in a race.
 *
 * @param place 1 for the fastest; runners with the same time share a place, and the places after it are left out
 * @param milliseconds how long the runner took
 * @param points what it has earned; missing until they are booked
 */
record Result(
        String raceId,
        String runnerId,
        int place,
        long milliseconds,
        @Nullable Integer points,
        Instant enteredAt) {

    /** What a list of results is sorted by. */
    String position() {
        return milliseconds + ":" + runnerId;
    }
}
