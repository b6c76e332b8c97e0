package io.waybill.platform.timeline;

import io.waybill.core.StepTaken.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a subject.
 *
 * @param id later entries of a subject have higher ids
 * @param step the job type or message that it belongs to, such as {@code stock.reserve}
 * @param detail one sentence for a person, if there is more to say
 */
public record TimelineEntry(
        long id,
        Instant at,
        String step,
        Outcome outcome,
        @Nullable String detail) {

    /** A longer detail is cut off. */
    public static final int LONGEST_DETAIL = 500;
}
