package io.waybill.platform.timeline.rest;

import io.waybill.core.StepTaken.Outcome;
import io.waybill.platform.timeline.TimelineEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a timeline as REST shows it.
 *
 * @param step the job type or message that it belongs to, such as {@code stock.reserve}
 * @param detail one sentence for a person, if there is more to say
 */
public record EntryView(
        Instant at, String step, Outcome outcome, @Nullable String detail) {

    public static EntryView of(TimelineEntry entry) {
        return new EntryView(entry.at(), entry.step(), entry.outcome(), entry.detail());
    }
}
