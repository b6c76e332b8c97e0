package io.waybill.platform.repair;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.Progressed;
import io.waybill.core.Restarted;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.Utc;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.engine.EngineEmptied;
import io.waybill.platform.engine.JobStuck;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records stuck steps as incidents, and retries them when an operator says so. A subject's row is always locked
 * before those of its incidents: this avoids deadlocks, and no incident is recorded for a subject that has ended.
 */
@Service
class Repairs {

    private final JdbcClient db;
    private final Incidents incidents;
    private final Subjects subjects;
    private final Outbox outbox;
    private final OneTimeTask<Retry> retry;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Repairs(
            JdbcClient db,
            Incidents incidents,
            Subjects subjects,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("retryStep") OneTimeTask<Retry> retry,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.incidents = incidents;
        this.subjects = subjects;
        this.outbox = outbox;
        this.retry = retry;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records an incident.
     *
     * @throws IllegalStateException if the subject has ended: operators need not know what its process still does, so it
     *     is retried without an incident
     */
    @EventListener
    @Transactional
    public void on(JobStuck stuck) {
        Standing standing = lock(stuck.subject());
        if (standing == Standing.ENDED) {
            throw new IllegalStateException("%s has ended".formatted(stuck.subject()));
        }
        Optional<Incident> known = incidents.lockByJob(stuck.job());
        if (standing == Standing.OPEN && known.map(Incident::isResolved).orElse(true)) {
            note(stuck);
        }
        known.ifPresentOrElse(
                incident -> incident.again(stuck, clock.instant()),
                () -> incidents.save(new Incident(stuck, clock.instant())));
    }

    /** Without the failure's message, because customers read timelines too. */
    private void note(JobStuck stuck) {
        if (stuck.subject() != null) {
            events.publishEvent(StepTaken.stuck(
                    stuck.subject(),
                    stuck.type(),
                    stuck.triedOn()
                            ? "It failed several times and is retried until it succeeds"
                            : "It failed and waits for an operator"));
        }
    }

    /** Runs whenever subjects end, mostly without an incident to resolve, so it loads no entities. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Progressed progressed) {
        resolve(progressed.ended());
    }

    /** The process with the stuck step is lost. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Restarted restarted) {
        resolve(List.of(restarted.subject()));
    }

    private void resolve(List<Subject> those) {
        Subjects.byProcess(those)
                .forEach((process, keys) -> db.sql("""
                        update incident set state = 'RESOLVED', resolved_at = :at, version = version + 1
                        where order_id in (:keys) and process_id = :process and state <> 'RESOLVED'""")
                        .param("at", Utc.of(clock.instant()))
                        .param("keys", keys)
                        .param("process", process)
                        .update());
    }

    /** The emptied engine will reuse its job keys, so these incidents must not keep theirs. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(EngineEmptied emptied) {
        db.sql("update incident set job = -incident_id, version = version + 1 where job between ? and ?")
                .params(emptied.engine().firstKey(), emptied.engine().lastKey())
                .update();
    }

    /**
     * Retries the step of an incident.
     *
     * @throws NotFound if there is no such incident
     * @throws Conflict if it is not open
     */
    @Transactional
    public Incident retry(long id, Caller caller, String why) {
        incidents.subjectOf(id).ifPresent(this::lock);
        Incident incident = incidents.lock(id).orElseThrow(() -> new NotFound("incident", id));
        retry(incident, caller, why);
        return incident;
    }

    /**
     * Retries all steps of a subject that have an open incident.
     *
     * @throws NotFound if there is no such subject
     * @throws Conflict if there is no open incident
     */
    @Transactional
    public List<Incident> retryAll(Subject subject, Caller caller, String why) {
        if (subjects.lock(subject) == Standing.UNKNOWN) {
            throw new NotFound("subject", subject);
        }
        List<Incident> open = incidents.lockOpen(subject);
        if (open.isEmpty()) {
            throw new Conflict("No step is waiting to be retried");
        }
        open.forEach(incident -> retry(incident, caller, why));
        return open;
    }

    private void retry(Incident incident, Caller caller, String why) {
        incident.resolve(caller.name(), why, clock.instant());
        Subject subject = incident.subject();
        if (subject != null && subjects.standing(subject) != Standing.UNKNOWN) {
            events.publishEvent(StepTaken.done(subject, "incident.retry", "%s: %s".formatted(caller.name(), why)));
        }
        outbox.add(retry.instance(Long.toString(incident.id()), Retry.of(incident)));
    }

    /** Reopens an incident that the engine refused to retry. */
    @Transactional
    public void refused(long id, String message) {
        incidents.lock(id).ifPresent(incident -> incident.reopen(message, clock.instant()));
    }

    private Standing lock(@Nullable Subject subject) {
        return subject == null ? Standing.UNKNOWN : subjects.lock(subject);
    }
}
