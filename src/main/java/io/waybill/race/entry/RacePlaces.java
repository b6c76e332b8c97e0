package io.waybill.race.entry;

import io.waybill.core.Participant;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.saga.Evidence;
import io.waybill.race.PlacesChanged;
import io.waybill.race.RaceId;
import io.waybill.race.entry.PlaceBooks.Count;
import io.waybill.race.entry.PlaceBooks.PlaceStatus;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives entries the places of their race, or puts them on its waiting list. Every call locks the race first, so that of two
 * entries for the last place one waits.
 */
@Service
class RacePlaces implements Participant, Evidence {

    private final PlaceBooks books;
    private final Entries entries;
    private final EntryMessages messages;
    private final EntryProgress progress;
    private final ApplicationEventPublisher events;

    RacePlaces(
            PlaceBooks books,
            Entries entries,
            EntryMessages messages,
            EntryProgress progress,
            ApplicationEventPublisher events) {
        this.books = books;
        this.entries = entries;
        this.messages = messages;
        this.progress = progress;
        this.events = events;
    }

    /** Takes a place, or joins the waiting list. Returns whether the entry has a place; false if it is closed. */
    @Transactional
    public boolean take(EntryId id) {
        RaceId race = raceOf(id);
        Count count = books.lock(race);
        Optional<PlaceStatus> known = books.find(id);
        if (known.isPresent()) {
            return known.get() == PlaceStatus.TAKEN;
        }
        boolean free = !count.isFull();
        books.add(id, race, free ? PlaceStatus.TAKEN : PlaceStatus.WAITING);
        Entry entry = lock(id);
        if (free ? entry.confirm() : entry.queue()) {
            progress.made(entry);
        }
        events.publishEvent(
                free
                        ? StepTaken.done(
                                id.subject(),
                                Steps.TAKE_PLACE,
                                "Place %d of %d taken".formatted(count.taken() + 1, count.places()))
                        : StepTaken.refused(
                                id.subject(),
                                Steps.TAKE_PLACE,
                                "The race is full: number %d on the waiting list".formatted(count.waiting() + 1)));
        return free;
    }

    /** Whether an entry that waited has a place by now: it may have got one at the last moment. */
    @Transactional
    public boolean confirm(EntryId id) {
        books.lock(raceOf(id));
        boolean has = books.has(id);
        Entry entry = lock(id);
        if (has && entry.confirm()) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.CONFIRM_PLACE, "Place confirmed"));
            progress.made(entry);
        }
        return has;
    }

    /**
     * Gives the place to the first on the waiting list, or takes the entry off that list. If it has neither, leaves a
     * tombstone so that it gets none later (law 2).
     */
    @Transactional
    public void release(EntryId id) {
        RaceId race = raceOf(id);
        books.lock(race);
        PlaceStatus before = books.find(id).orElse(null);
        events.publishEvent(new StepAsked(id.subject(), Steps.RELEASE_PLACE));
        if (before == null) {
            books.add(id, race, PlaceStatus.RELEASED);
        } else if (before != PlaceStatus.RELEASED) {
            books.change(id, race, before, PlaceStatus.RELEASED);
            events.publishEvent(StepTaken.undone(
                    id.subject(),
                    Steps.RELEASE_PLACE,
                    before == PlaceStatus.TAKEN ? "The place is free again" : "Off the waiting list"));
            moveUp(race);
        }
    }

    /** Called when a race has more places than before. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PlacesChanged changed) {
        moveUp(changed.race());
    }

    private void moveUp(RaceId race) {
        while (books.lock(race).isWantedPlaceFree()) {
            EntryId next = books.firstWaiting(race).orElseThrow();
            books.change(next, race, PlaceStatus.WAITING, PlaceStatus.TAKEN);
            events.publishEvent(StepTaken.done(next.subject(), Steps.PLACE_GIVEN, "A place became free"));
            messages.placeGiven(next);
        }
    }

    @Override
    public Optional<Boolean> of(String step, Subject subject) {
        return step.equals(Steps.TAKE_PLACE)
                ? Optional.of(EntryId.of(subject).filter(books::hasLocked).isPresent())
                : Optional.empty();
    }

    @Override
    public int place() {
        return 6;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(Subject subject) {
        EntryId.of(subject).ifPresent(this::release);
    }

    private RaceId raceOf(EntryId id) {
        return entries.raceOf(id).orElseThrow(() -> Entry.unknown(id));
    }

    private Entry lock(EntryId id) {
        return entries.lock(id).orElseThrow(() -> Entry.unknown(id));
    }
}
