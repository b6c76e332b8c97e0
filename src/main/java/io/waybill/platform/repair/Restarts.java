package io.waybill.platform.repair;

import io.waybill.core.Restarted;
import io.waybill.core.Stalled;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unavailable;
import io.waybill.platform.engine.EngineUnavailable;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.engine.ProcessInstances;
import io.waybill.platform.process.BusinessProcess;
import io.waybill.platform.process.Processes;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.timeline.Timelines;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Restarts processes that their engine lost (law 12). By law 1, steps that were done answer as they did before. */
@Service
public class Restarts {

    private static final long SECONDS_TO_WAIT = 5;

    private final Processes processes;
    private final Subjects subjects;
    private final Timelines timelines;
    private final Engines engines;
    private final ProcessInstances instances;
    private final ApplicationEventPublisher events;

    Restarts(
            Processes processes,
            Subjects subjects,
            Timelines timelines,
            Engines engines,
            ProcessInstances instances,
            ApplicationEventPublisher events) {
        this.processes = processes;
        this.subjects = subjects;
        this.timelines = timelines;
        this.engines = engines;
        this.instances = instances;
        this.events = events;
    }

    /**
     * Restarts the process of a subject at an operator's request.
     *
     * @throws NotFound if there is no such subject
     * @throws Conflict if it has ended, or has a process
     * @throws Unavailable if the engine is unavailable, so that nobody knows whether it has one
     */
    @Transactional
    public void atRequest(Subject subject, String who, String why) {
        switch (subjects.standing(subject)) {
            case UNKNOWN -> throw new NotFound("subject", subject);
            case ENDED ->
                throw new Conflict("The %s has already ended"
                        .formatted(processes.of(subject).noun()));
            case OPEN -> {
                requireNoProcess(subject);
                begin(subject, who + ": " + why, null);
            }
        }
    }

    private void requireNoProcess(Subject subject) {
        List<Long> known = instances.notEnded(subject);
        Set<Long> gone;
        try {
            gone = engines.gone(known);
        } catch (EngineUnavailable e) {
            throw new Unavailable(
                    "The engine is unavailable, so it is unknown whether there is a process. Try again later.",
                    SECONDS_TO_WAIT);
        }
        instances.ended(gone);
        if (!gone.containsAll(known)) {
            throw new Conflict("The %s’s process is running. If one of its steps is stuck, retry it"
                    .formatted(processes.of(subject).noun()));
        }
    }

    /**
     * Restarts the process of a subject that its engine lost half-way. Messages that had arrived are sent again. If its
     * compensation had begun, the subject ends instead, since it can no longer be fulfilled. Does nothing if it has
     * ended, or was restarted since it was lost.
     *
     * @param lostAt when the engine was found to have lost it
     * @param why for the timeline
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void afterLoss(Subject subject, Instant lostAt, String why) {
        if (!isRestarted(subject, lostAt)) {
            begin(subject, why, lostAt);
        }
    }

    /** The subject's row is locked last, as in every step, so that they do not deadlock. */
    private void begin(Subject subject, String why, @Nullable Instant lostAt) {
        BusinessProcess process = processes.of(subject);
        if (subjects.standing(subject) != Standing.OPEN || process.endIfBeingUndone(subject.key(), why)) {
            return;
        }
        engines.asCopy(() -> events.publishEvent(new Stalled(subject)));
        events.publishEvent(new Restarted(subject));
        Standing standing = subjects.lock(subject);
        // Another replica may have restarted it before this one got the lock.
        boolean isRestarted = lostAt != null && isRestarted(subject, lostAt);
        if (standing == Standing.OPEN && !isRestarted) {
            events.publishEvent(StepTaken.done(subject, step(process), why));
            process.startAgain(subject.key());
        }
    }

    private boolean isRestarted(Subject subject, Instant since) {
        return timelines.isDone(subject, step(processes.of(subject)), since);
    }

    private static String step(BusinessProcess process) {
        return process.noun() + ".restart";
    }
}
