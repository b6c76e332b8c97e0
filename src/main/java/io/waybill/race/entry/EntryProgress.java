package io.waybill.race.entry;

import io.waybill.core.Progressed;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the other modules, in the same transaction, that an entry has reached another status. */
@Component
class EntryProgress {

    private final ApplicationEventPublisher events;
    private final Clock clock;

    EntryProgress(ApplicationEventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void made(Entry entry) {
        events.publishEvent(new Progressed(List.of(new Progressed.Progress(
                entry.id().subject(),
                entry.runner(),
                entry.status().name(),
                entry.status().isFinal(),
                clock.instant(),
                entry.reason()))));
    }
}
