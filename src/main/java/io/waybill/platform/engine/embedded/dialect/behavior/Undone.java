package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** Applies the output mappings of a compensation. The engine ends compensations in its own way, without mappings. */
final class Undone implements ExecutionListener {

    private final ElementInfo undo;

    Undone(ElementInfo undo) {
        this.undo = undo;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (!((ExecutionEntity) execution).isCanceled()) {
            AbstractVariableScope around = ((ExecutionEntity) execution).getParent();
            undo.outputs().evaluate(Names.of(execution)).forEach(around::setVariable);
        }
    }
}
