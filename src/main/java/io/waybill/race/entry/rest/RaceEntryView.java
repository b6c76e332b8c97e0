package io.waybill.race.entry.rest;

import io.waybill.platform.timeline.TimelineEntry;
import io.waybill.platform.timeline.rest.EntryView;
import io.waybill.race.entry.Entry;
import io.waybill.race.entry.EntryStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as REST shows it.
 *
 * @param runnerId the customer who entered
 * @param reason why it was rejected or cancelled
 * @param fee in the currency's smallest unit
 * @param closesAt until when it can be withdrawn
 * @param timeline what happened to it, oldest first; missing in lists
 */
record RaceEntryView(
        String id,
        String raceId,
        String runnerId,
        EntryStatus status,
        @Nullable String reason,
        long fee,
        Instant closesAt,
        Instant placedAt,
        @Nullable Instant closedAt,
        @Nullable List<EntryView> timeline) {

    static RaceEntryView summary(Entry entry) {
        return view(entry, null);
    }

    static RaceEntryView full(Entry entry, List<TimelineEntry> timeline) {
        return view(entry, timeline.stream().map(EntryView::of).toList());
    }

    private static RaceEntryView view(Entry entry, @Nullable List<EntryView> timeline) {
        return new RaceEntryView(
                entry.id().value(),
                entry.race().value(),
                entry.runner().value(),
                entry.status(),
                entry.reason(),
                entry.fee().amount(),
                entry.closesAt(),
                entry.placedAt(),
                entry.closedAt(),
                timeline);
    }
}
