package io.waybill.platform.engine.embedded;

import io.waybill.core.Subject;
import io.waybill.core.saga.OutOfTurn;
import io.waybill.platform.engine.Job;
import io.waybill.platform.engine.embedded.dialect.behavior.Results;
import io.waybill.platform.engine.embedded.dialect.behavior.Steps;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import io.waybill.platform.engine.embedded.parking.ParkedStep;
import io.waybill.platform.engine.embedded.parking.Parking;
import io.waybill.platform.process.Processes;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Runs the steps, in the transaction in which the process reaches them. */
@Component
class EmbeddedSteps implements Steps {

    private final JobHandler.Registry handlers;
    private final Processes processes;
    private final ObjectProvider<EntityManager> entities;

    EmbeddedSteps(JobHandler.Registry handlers, Processes processes, ObjectProvider<EntityManager> entities) {
        this.handlers = handlers;
        this.processes = processes;
        this.entities = entities;
    }

    @Override
    public Object of(String type) {
        return new Step(handlers.find(type)
                .orElseThrow(() -> new IllegalStateException("No step in this Waybill does the job " + type)));
    }

    /** Writes and clears entities after the step: the next one reads the database, as in a transaction of its own. */
    private Map<String, @Nullable Object> call(JobHandler handler, ActivityExecution execution, String job)
            throws Exception {
        Subject subject = InstanceNotes.subjectOf((ExecutionEntity) execution);
        if (subject != null) {
            requireItsOwn(subject, execution);
        }
        Map<String, @Nullable Object> answer = handler.call(
                execution::getVariable,
                new Job(
                        Long.parseLong(job),
                        handler.type(),
                        Long.parseLong(execution.getProcessInstanceId()),
                        subject,
                        execution.getCurrentActivityId(),
                        ElementInfo.of(execution).headers()));
        entities.ifAvailable(memory -> {
            memory.flush();
            memory.clear();
        });
        return answer;
    }

    /** A model can overwrite any variable, also the one by which steps know what to change. */
    private void requireItsOwn(Subject subject, ActivityExecution execution) {
        processes.find(subject.process()).ifPresent(process -> {
            Object key = execution.getVariable(process.keyVariable());
            if (key != null && !key.equals(subject.key())) {
                throw new OutOfTurn("The variable %s is “%s” at “%s”, but the process is about %s"
                        .formatted(
                                process.keyVariable(),
                                key,
                                execution.getCurrentActivityName(),
                                process.called(subject.key())));
            }
        });
    }

    private final class Step extends AbstractBpmnActivityBehavior {

        private final JobHandler handler;

        Step(JobHandler handler) {
            this.handler = handler;
        }

        @Override
        public void execute(ActivityExecution execution) throws Exception {
            if (Parking.place(execution.getCurrentActivityId()).isPresent()) {
                ParkedStep.park((ExecutionEntity) execution);
            } else {
                run(execution);
            }
        }

        private void run(ActivityExecution execution) throws Exception {
            if (handler.completes()) {
                Results.write(execution, call(handler, execution, execution.getId()));
                leave(execution);
            } else {
                ExternalTaskEntity task =
                        ExternalTaskEntity.createAndInsert((ExecutionEntity) execution, handler.type(), 0);
                call(handler, execution, task.getId());
            }
        }

        @Override
        public void signal(ActivityExecution execution, @Nullable String signal, @Nullable Object data)
                throws Exception {
            if (ParkedStep.GO_ON.equals(signal)) {
                run(execution);
            } else {
                leave(execution);
            }
        }
    }
}
