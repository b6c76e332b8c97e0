package io.waybill.platform.manual;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.StepTaken;
import io.waybill.core.Subject;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.process.Standing;
import io.waybill.platform.process.Subjects;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps questions until people answer them. A subject's row is always locked before those of its steps: this
 * avoids deadlocks, and nothing is asked about a subject that has ended.
 */
@Service
class Desk {

    private final ManualSteps steps;
    private final Subjects subjects;
    private final Outbox outbox;
    private final OneTimeTask<Completion> complete;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Desk(
            ManualSteps steps,
            Subjects subjects,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("completeManualStep") OneTimeTask<Completion> complete,
            ApplicationEventPublisher events,
            Clock clock) {
        this.steps = steps;
        this.subjects = subjects;
        this.outbox = outbox;
        this.complete = complete;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records a question, once for each job. The timeline does not show the question, because customers read it too.
     *
     * @throws IllegalArgumentException if there is no such subject, or the question in the model has mistakes
     */
    @Transactional
    public void ask(Asked asked) {
        List<String> mistakes = asked.question().mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    "The task %s asks people, but %s".formatted(asked.element(), String.join(", ", mistakes)));
        }
        Standing standing = subjects.lock(asked.subject());
        if (standing == Standing.UNKNOWN) {
            throw new IllegalArgumentException("There is no " + asked.subject());
        }
        if (standing == Standing.OPEN && !steps.existsByJob(asked.job())) {
            steps.save(new ManualStep(asked, clock.instant()));
            events.publishEvent(StepTaken.done(asked.subject(), Steps.ASK, "Waits for somebody to look at it"));
        }
    }

    /**
     * Records an answer, so that the process goes on.
     *
     * @throws NotFound if there is no such step
     * @throws Conflict if it does not wait for an answer
     * @throws Invalid if the answers do not match the question
     */
    @Transactional
    public ManualStep answer(long id, Map<String, @Nullable Boolean> answers, Caller caller, String why) {
        Subject subject = steps.subjectOf(id).orElseThrow(() -> new NotFound("manual step", id));
        subjects.lock(subject);
        ManualStep step = steps.lock(id).orElseThrow(() -> new NotFound("manual step", id));
        step.answer(answers, caller.name(), why, clock.instant());
        events.publishEvent(StepTaken.done(subject, Steps.ANSWER, "%s: %s".formatted(caller.name(), why)));
        outbox.add(complete.instance(Long.toString(id), Completion.of(step)));
        return step;
    }
}
