package io.waybill.race.points;

import io.waybill.core.Ids;
import io.waybill.platform.queue.QueueMessage;
import io.waybill.race.result.ResultsChanged;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/**
 * The message {@code results.changed}: a result of a race was entered, corrected or removed.
 *
 * @param runnerId whose result; it may have changed the places of others
 */
record ResultsChangedMessage(
        String type,
        int version,
        String id,
        Instant occurredAt,
        @NotBlank String raceId,
        @NotBlank String runnerId) implements QueueMessage {

    static final String TYPE = "results.changed";
    static final int VERSION = 1;

    static ResultsChangedMessage of(ResultsChanged changed, Instant at) {
        return new ResultsChangedMessage(
                TYPE,
                VERSION,
                "%s:%s".formatted(TYPE, Ids.next()),
                at,
                changed.race().value(),
                changed.runner().value());
    }
}
