package io.waybill.race.entry;

import io.waybill.account.Accounts;
import io.waybill.core.Charges;
import io.waybill.core.CustomerId;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import io.waybill.platform.timeline.Timelines;
import io.waybill.race.Race;
import io.waybill.race.RaceCalendar;
import io.waybill.race.RaceId;
import io.waybill.race.Races;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes entries, and requests to withdraw them. */
@Service
public class Entering implements Charges {

    private final Races races;
    private final Entries entries;
    private final Accounts accounts;
    private final EntryMessages messages;
    private final EntryProgress progress;
    private final Timelines timelines;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Entering(
            Races races,
            Entries entries,
            Accounts accounts,
            EntryMessages messages,
            EntryProgress progress,
            Timelines timelines,
            ApplicationEventPublisher events,
            Clock clock) {
        this.races = races;
        this.entries = entries;
        this.accounts = accounts;
        this.messages = messages;
        this.progress = progress;
        this.timelines = timelines;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Accepts an entry. Once this transaction commits, it will reach one of its ends.
     *
     * @throws AccessDeniedException if the caller may not enter this runner
     * @throws NotFound if there is no such race
     * @throws Unprocessable if the runner does not exist
     * @throws Conflict if the race has closed, or the runner has entered it
     */
    @Transactional
    public Entry place(RaceId raceId, CustomerId runner, Caller caller) {
        if (!caller.mayActFor(runner)) {
            throw new AccessDeniedException("This token may enter runner %s only".formatted(caller.customer()));
        }
        Race race = races.keep(raceId).orElseThrow(() -> RaceCalendar.unknown(raceId));
        if (accounts.existing(Set.of(runner)).isEmpty()) {
            throw new Unprocessable(List.of(new FieldError("runnerId", "There is no customer " + runner)));
        }
        Entry entry = add(Entry.place(race, runner, clock.instant()));
        events.publishEvent(entry.placed());
        messages.placed(entry);
        progress.made(entry);
        return entry;
    }

    private Entry add(Entry entry) {
        entries.of(entry.race(), entry.runner()).ifPresent(before -> {
            throw new Conflict("Runner %s has entered this race already: %s".formatted(entry.runner(), before));
        });
        try {
            Entry saved = entries.save(entry);
            entries.flush();
            return saved;
        } catch (DataIntegrityViolationException e) {
            Conflict twice = new Conflict("Runner %s has just entered this race".formatted(entry.runner()));
            twice.initCause(e);
            throw twice;
        }
    }

    /**
     * Requests the withdrawal of an entry. Once this transaction commits, no fee will be charged; the process then undoes
     * what was done.
     *
     * @throws NotFound if there is no such entry that the caller may see
     * @throws Conflict if the race has closed
     */
    @Transactional
    public Entry withdraw(EntryId id, Caller caller) {
        Entry entry = entries.lock(id)
                .filter(found -> caller.mayActFor(found.runner()))
                .orElseThrow(() -> new NotFound("entry", id));
        if (entry.requestWithdrawal(clock.instant())) {
            timelines.add(
                    StepTaken.done(id.subject(), Steps.WITHDRAWAL_REQUESTED, "Withdrawal requested"), clock.instant());
            messages.withdrawalRequested(id);
        }
        return entry;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Charge> of(Subject subject) {
        return EntryId.of(subject).flatMap(entries::findById).map(entry -> new Charge(entry.runner(), entry.fee()));
    }
}
