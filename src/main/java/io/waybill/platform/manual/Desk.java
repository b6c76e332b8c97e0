package io.waybill.platform.manual;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.OrderId;
import io.waybill.core.OrderStandings;
import io.waybill.core.OrderStandings.Standing;
import io.waybill.core.StepTaken;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.outbox.Outbox;
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
 * Keeps questions until people answer them. An order's row is always locked before those of its steps: this avoids
 * deadlocks, and nothing is asked about an order that has ended.
 */
@Service
class Desk {

    private final ManualSteps steps;
    private final OrderStandings orders;
    private final Outbox outbox;
    private final OneTimeTask<Completion> complete;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Desk(
            ManualSteps steps,
            OrderStandings orders,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("completeManualStep") OneTimeTask<Completion> complete,
            ApplicationEventPublisher events,
            Clock clock) {
        this.steps = steps;
        this.orders = orders;
        this.outbox = outbox;
        this.complete = complete;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records a question, once for each job. The order's timeline does not show the question, because customers read it
     * too.
     *
     * @throws IllegalArgumentException if there is no such order, or the question in the model has mistakes
     */
    @Transactional
    public void ask(Asked asked) {
        List<String> mistakes = asked.question().mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    "The task %s asks people, but %s".formatted(asked.element(), String.join(", ", mistakes)));
        }
        Standing order = orders.lock(asked.order());
        if (order == Standing.UNKNOWN) {
            throw new IllegalArgumentException("There is no order " + asked.order());
        }
        if (order == Standing.OPEN && !steps.existsByJob(asked.job())) {
            steps.save(new ManualStep(asked, clock.instant()));
            events.publishEvent(StepTaken.done(asked.order(), Steps.ASK, "Waits for somebody to look at it"));
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
        OrderId order = OrderId.of(steps.orderOf(id).orElseThrow(() -> new NotFound("manual step", id)));
        orders.lock(order);
        ManualStep step = steps.lock(id).orElseThrow(() -> new NotFound("manual step", id));
        step.answer(answers, caller.name(), why, clock.instant());
        events.publishEvent(StepTaken.done(order, Steps.ANSWER, "%s: %s".formatted(caller.name(), why)));
        outbox.add(complete.instance(Long.toString(id), Completion.of(step)));
        return step;
    }
}
