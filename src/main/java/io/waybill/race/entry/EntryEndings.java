package io.waybill.race.entry;

import io.waybill.core.Participants;
import io.waybill.core.StepAsked;
import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.timeline.TimelineWriter;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends entries. */
@Service
class EntryEndings {

    private final Entries entries;
    private final Participants participants;
    private final TimelineWriter timeline;
    private final EntryProgress progress;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EntryEndings(
            Entries entries,
            Participants participants,
            TimelineWriter timeline,
            EntryProgress progress,
            ApplicationEventPublisher events,
            Clock clock) {
        this.entries = entries;
        this.participants = participants;
        this.timeline = timeline;
        this.progress = progress;
        this.events = events;
        this.clock = clock;
    }

    /** The pivot. Returns false if a withdrawal was requested before. */
    @Transactional
    public boolean commit(EntryId id) {
        if (!entries.isWithdrawalRequested(id)) {
            events.publishEvent(new StepAsked(id.subject(), Steps.COMMIT));
        }
        Entry entry = lock(id);
        boolean before = entry.status().isBeforePivot();
        boolean committed = entry.commit();
        if (committed && before) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.COMMIT, "The fee is due"));
            progress.made(entry);
        }
        return committed;
    }

    @Transactional
    public void complete(EntryId id) {
        events.publishEvent(new StepAsked(id.subject(), Steps.COMPLETE));
        Entry entry = lock(id);
        if (entry.complete(clock.instant())) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.COMPLETE, "The runner takes part"));
            progress.made(entry);
        }
    }

    @Transactional
    public void reject(EntryId id, Cause cause) {
        end(id, EntryStatus.REJECTED, Steps.REJECT, cause);
    }

    @Transactional
    public void cancel(EntryId id, Cause cause) {
        end(id, EntryStatus.CANCELLED, Steps.CANCEL, cause);
    }

    /**
     * Ends the entry and has every participant close its books for it, in this transaction (law 3). Does nothing if it has
     * already ended without its fee.
     *
     * @throws io.waybill.core.saga.OutOfTurn if it is past the pivot and can no longer be undone
     */
    private void end(EntryId id, EntryStatus ending, String step, Cause cause) {
        EntryStatus status = entries.statusOf(id).orElseThrow(() -> Entry.unknown(id));
        if (!status.isUndone()) {
            events.publishEvent(new StepAsked(id.subject(), step));
            String reason = reason(id, cause);
            close(id, ending, reason);
            events.publishEvent(StepTaken.done(id.subject(), step, reason));
        }
    }

    private String reason(EntryId id, Cause cause) {
        return Optional.of(id.subject())
                .filter(subject -> cause == Cause.FEE_REFUSED)
                .flatMap(timeline::latestObstacle)
                .map(obstacle -> cause.sentence() + ": " + obstacle)
                .orElse(cause.sentence());
    }

    /** The entry's row is locked last, as in every step, so that they do not deadlock. */
    private void close(EntryId id, EntryStatus ending, String why) {
        participants.close(id.subject());
        Entry entry = lock(id);
        entry.end(ending, why, clock.instant());
        progress.made(entry);
    }

    /**
     * Ends the entry at an operator's request, whatever its process is doing, which has to be stopped as well.
     *
     * @throws NotFound if there is no such entry
     * @throws Conflict if it is too late
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void force(EntryId id, String who, String why) {
        EntryStatus status = entries.statusOf(id).orElseThrow(() -> new NotFound("entry", id));
        if (!status.isBeforePivot()) {
            throw new Conflict(
                    status.isFinal()
                            ? "The entry is already %s".formatted(status)
                            : "The entry is %s and can only be completed: retry it".formatted(status));
        }
        close(id, EntryStatus.CANCELLED, why);
        events.publishEvent(StepTaken.done(id.subject(), Steps.END, who + ": " + why));
        events.publishEvent(StepTaken.done(id.subject(), Steps.CANCEL, why));
    }

    /**
     * Ends an entry that can no longer be kept because its withdrawal was requested or its compensation had begun. Returns
     * false for any other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean endIfBeingUndone(EntryId id, String why) {
        Entry entry = lock(id);
        boolean undone = timeline.written(id.subject()).stream().anyMatch(step -> step.outcome() == Outcome.UNDONE);
        boolean ends = entry.status().isBeforePivot() && (entry.isToBeWithdrawn() || undone);
        if (ends) {
            events.publishEvent(StepTaken.done(id.subject(), Steps.RESTART, why));
            cancel(id, entry.isToBeWithdrawn() ? Cause.WITHDRAWN : Cause.OTHER);
        }
        return ends;
    }

    private Entry lock(EntryId id) {
        return entries.lock(id).orElseThrow(() -> Entry.unknown(id));
    }
}
