package io.waybill.platform.audit;

import io.waybill.core.Stalled;
import io.waybill.core.Subject;
import io.waybill.platform.audit.QuietSubjects.Quiet;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Repairs without an operator what can be repaired safely. Each repair is one transaction that does nothing if another
 * replica was first.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private final JdbcClient db;
    private final Processes processes;
    private final Subjects subjects;
    private final ContributedRules contributed;
    private final ProcessRules rules;
    private final QuietSubjects quietSubjects;
    private final ApplicationEventPublisher events;
    private final RepairAttempts repairs;
    private final QuietSubjects.Cursor toldUpTo = new QuietSubjects.Cursor();
    private final QuietSubjects.Cursor startedUpTo = new QuietSubjects.Cursor();

    Reconciler(
            JdbcClient db,
            Processes processes,
            Subjects subjects,
            ContributedRules contributed,
            ProcessRules rules,
            QuietSubjects quietSubjects,
            ApplicationEventPublisher events,
            RepairAttempts repairs) {
        this.db = db;
        this.processes = processes;
        this.subjects = subjects;
        this.contributed = contributed;
        this.rules = rules;
        this.quietSubjects = quietSubjects;
        this.events = events;
        this.repairs = repairs;
    }

    void reconcile() {
        processes.all().forEach(this::closeBooks);
        processes.all().forEach(this::tellAgain);
        try {
            processes.all().forEach(process -> {
                startWhatNeverStarted(process);
                endWhatRunsForClosed(process);
            });
        } catch (EngineUnavailable e) {
            log.debug("The repairs that need the engine are skipped: {}", e.getMessage());
        }
    }

    /** Repairs law 3: books are closed again for subjects that ended without success. */
    private void closeBooks(BusinessProcess process) {
        contributed.nothingHeldForClosed(process).breaches(db, Map.of()).stream()
                .filter(held -> process.table().endedWithoutSuccess().contains(held.id("status")))
                .map(held -> process.subject(held.id(process.noun())))
                .distinct()
                .filter(subject -> repairs.attempt("close-books", subject, () -> process.closeBooks(subject.key())))
                .forEach(subject -> repairs.repaired("close-books", subject));
    }

    /** Sends answers again that a process may have missed. It ignores those that it already has. */
    private void tellAgain(BusinessProcess process) {
        quietSubjects.next(process, toldUpTo).stream()
                .map(Quiet::subject)
                .distinct()
                .forEach(subject ->
                        repairs.attemptIfDue("tell-again", subject, () -> events.publishEvent(new Stalled(subject))));
    }

    private void startWhatNeverStarted(BusinessProcess process) {
        rules.strays(process, startedUpTo).stream()
                .filter(stray -> stray.instance() == null)
                .map(Quiet::subject)
                .filter(subject -> repairs.attemptIfDue("start-again", subject, () -> startAgain(process, subject)))
                .forEach(subject -> repairs.repaired("start-again", subject));
    }

    private void startAgain(BusinessProcess process, Subject subject) {
        if (subjects.lock(subject) == Standing.OPEN) {
            process.startAgain(subject.key());
        }
    }

    private void endWhatRunsForClosed(BusinessProcess process) {
        for (ProcessRules.Orphan orphan : rules.orphans(process)) {
            if (orphan.isOfClosed()) {
                rules.end(orphan);
                repairs.repaired("end-process", process.subject(orphan.key()));
            }
        }
    }
}
