package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;

/** The mappings of an event that throws something or just ends. Such an event has no variables of its own. */
final class Throwing implements ExecutionListener {

    private final ElementInfo event;

    Throwing(ElementInfo event) {
        this.event = event;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Names names = Names.of(execution);
        execution.setVariables(
                event.outputs().evaluate(names.with(event.inputs().evaluate(names))));
    }
}
