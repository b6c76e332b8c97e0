package io.waybill.platform.engine.embedded.dialect.behavior;

import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Names the events that the event subprocesses of a process wait for. The engine subscribes to them before the process
 * has its first variables, so a name that needs a variable is known only now.
 */
final class Subscribing implements ExecutionListener {

    /** Stands for a name that is not known yet. */
    static final String UNNAMED = "#unnamed";

    /** Stands for a name that is being evaluated. */
    private static final String BEING_NAMED = "#being-named";

    @Override
    public void notify(DelegateExecution execution) {
        ExecutionEntity process = (ExecutionEntity) execution;
        var declarations = EventSubscriptionDeclaration.getDeclarationsForScope(process.getProcessDefinition());
        for (EventSubscriptionEntity subscription : process.getEventSubscriptions()) {
            EventSubscriptionDeclaration declaration = declarations.get(subscription.getActivityId());
            if (declaration != null && UNNAMED.equals(subscription.getEventName())) {
                subscription.setEventName(BEING_NAMED);
                declaration.updateSubscription(subscription);
            }
        }
    }

    /** Whether the engine asks for a name before the process has begun. */
    static boolean isYetToBegin(VariableScope scope) {
        return scope instanceof ExecutionEntity execution
                && execution.isProcessInstanceExecution()
                && execution.isProcessInstanceStarting()
                && execution.getEventSubscriptions().stream()
                        .noneMatch(subscription -> BEING_NAMED.equals(subscription.getEventName()));
    }
}
