package io.waybill.platform.timeline;

import io.waybill.core.StepTaken;
import io.waybill.core.StepTaken.Outcome;
import io.waybill.core.Subject;
import io.waybill.core.Texts;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionScope;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes timelines just before a transaction commits, with the subjects' rows locked until it is over. So the entries of
 * a subject become visible in the order of their ids, and followers miss none. A subject's row also stays the last that a
 * transaction locks, however many steps it runs.
 */
@Component
public class TimelineWriter {

    private static final Comparator<Subject> BY_KEY =
            Comparator.comparing(Subject::process).thenComparing(Subject::key);

    private final SimpleTransactionScope ofTheTransaction = new SimpleTransactionScope();
    private final Processes processes;
    private final Subjects subjects;
    private final Timelines timelines;
    private final Clock clock;

    TimelineWriter(Processes processes, Subjects subjects, Timelines timelines, Clock clock) {
        this.processes = processes;
        this.subjects = subjects;
        this.timelines = timelines;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StepTaken taken) {
        pending().entries.add(new Entry(taken, clock.instant()));
    }

    /** Why a subject was stopped, as the step that stopped it reported it. */
    public Optional<String> latestObstacle(Subject subject) {
        return pending().entries.reversed().stream()
                .map(Entry::taken)
                .filter(taken -> taken.subject().equals(subject))
                .filter(taken -> taken.outcome() == Outcome.REFUSED || taken.outcome() == Outcome.FAILED)
                .findFirst()
                .map(taken -> Texts.shortened(String.valueOf(taken.detail()), TimelineEntry.LONGEST_DETAIL))
                .or(() -> timelines.latestObstacle(subject));
    }

    /** What transactions before this one have written, oldest first. */
    public List<TimelineEntry> written(Subject subject) {
        return timelines.of(subject);
    }

    private record Entry(StepTaken taken, Instant at) {}

    private Pending pending() {
        return (Pending) ofTheTransaction.get("timeline", () -> {
            Pending pending = new Pending();
            TransactionSynchronizationManager.registerSynchronization(pending);
            return pending;
        });
    }

    /** The entries that a transaction adds. */
    private final class Pending implements TransactionSynchronization {

        private final List<Entry> entries = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            write(entries);
        }
    }

    private void write(List<Entry> entries) {
        TreeSet<Subject> locked = new TreeSet<>(BY_KEY);
        entries.forEach(entry -> locked.add(entry.taken().subject()));
        locked.forEach(this::requireLock);
        entries.forEach(entry -> {
            timelines.add(entry.taken(), entry.at());
            processes.of(entry.taken().subject()).taken(entry.taken());
        });
    }

    private void requireLock(Subject subject) {
        if (subjects.lock(subject) == Standing.UNKNOWN) {
            throw new IllegalArgumentException("There is no " + subject);
        }
    }
}
