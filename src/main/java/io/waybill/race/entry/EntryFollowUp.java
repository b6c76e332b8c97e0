package io.waybill.race.entry;

import io.waybill.core.Stalled;
import io.waybill.core.Subject;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends the process of a stalled entry again what it may have missed. */
@Component
class EntryFollowUp {

    private final Entries entries;
    private final PlaceBooks places;
    private final EntryMessages messages;

    EntryFollowUp(Entries entries, PlaceBooks places, EntryMessages messages) {
        this.entries = entries;
        this.places = places;
        this.messages = messages;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        Subject subject = stalled.subject();
        EntryId.of(subject).flatMap(entries::findById).ifPresent(entry -> {
            if (entry.isToBeWithdrawn()) {
                messages.withdrawalRequested(entry.id());
            } else if (entry.status() == EntryStatus.WAITING && places.has(entry.id())) {
                messages.placeGiven(entry.id());
            }
        });
    }
}
