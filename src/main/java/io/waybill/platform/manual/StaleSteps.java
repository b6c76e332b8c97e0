package io.waybill.platform.manual;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.Progressed;
import io.waybill.core.Restarted;
import io.waybill.core.Stalled;
import io.waybill.core.Subject;
import io.waybill.platform.engine.EngineEmptied;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.process.Subjects;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Closes questions that the process no longer waits for, so that nobody answers them in vain. */
@Service
class StaleSteps {

    private final JdbcClient db;
    private final ManualSteps steps;
    private final ManualJobs jobs;
    private final Outbox outbox;
    private final OneTimeTask<Long> lookAt;

    StaleSteps(
            JdbcClient db,
            ManualSteps steps,
            ManualJobs jobs,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("lookAtManualStep") OneTimeTask<Long> lookAt) {
        this.db = db;
        this.steps = steps;
        this.jobs = jobs;
        this.outbox = outbox;
        this.lookAt = lookAt;
    }

    /**
     * Closes a step if its process no longer waits for the answer: nothing reports that a timer in the model has
     * interrupted it. While the engine does not answer, the step stays open.
     */
    void look(long id) {
        steps.findByStepId(id)
                .filter(ManualStep::isOpen)
                .filter(step -> !jobs.isWaiting(step.job()))
                .ifPresent(step -> steps.gone(id, ManualStep.State.OPEN));
    }

    /** Runs whenever subjects end, mostly without an open question, so it loads no entities. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Progressed progressed) {
        gone(progressed.ended());
    }

    /** The process that waited for the answers is lost; the next one asks again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Restarted restarted) {
        gone(List.of(restarted.subject()));
    }

    private void gone(List<Subject> subjects) {
        Subjects.byProcess(subjects)
                .forEach((process, keys) -> db.sql("""
                        update manual_step set state = 'GONE', version = version + 1
                        where order_id in (:keys) and process_id = :process and state = 'OPEN'""")
                        .param("keys", keys)
                        .param("process", process)
                        .update());
    }

    /** The emptied engine will reuse its job keys, so these steps must not keep theirs. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(EngineEmptied emptied) {
        db.sql("update manual_step set job = -step_id, version = version + 1 where job between ? and ?")
                .params(emptied.engine().firstKey(), emptied.engine().lastKey())
                .update();
    }

    /** Looks at open steps: a timer in the model may have led the process on without the answer. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(Stalled stalled) {
        steps.openOf(stalled.subject()).forEach(step -> outbox.add(lookAt.instance(Long.toString(step), step)));
    }
}
