package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import java.util.Map;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.CallActivityBehavior;
import org.operaton.bpm.engine.impl.core.model.CallableElement;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.variable.VariableMap;
import org.operaton.bpm.engine.variable.Variables;

/** A call activity that passes variables as Zeebe does. */
final class CalledProcess extends CallActivityBehavior {

    private final ElementInfo element;
    private final ElementParts.Call call;

    CalledProcess(CallableElement callable, ElementInfo element, ElementParts.Call call) {
        setCallableElement(callable);
        this.element = element;
        this.call = call;
    }

    @Override
    protected String getBusinessKey(ActivityExecution execution) {
        return execution.getProcessBusinessKey();
    }

    @Override
    protected VariableMap getInputVariables(ActivityExecution caller) {
        VariableMap given = Variables.createVariables();
        if (call.given()) {
            given.putAll(Results.seenBy(caller));
        } else {
            given.putAll(caller.getVariablesLocal());
        }
        return given;
    }

    /** Results do not overwrite the call's own variables of the same name, except in a multi-instance. */
    private static ExecutionEntity scopeOf(ExecutionEntity caller) {
        return caller.getActivity().isMultiInstance() ? caller : caller.getParent();
    }

    @Override
    public void passOutputVariables(ActivityExecution caller, VariableScope called) {
        // The engine also calls this when an error leaves the called process: then nothing is passed on.
        if (!((ExecutionEntity) called).isEnded()) {
            return;
        }
        Map<String, Object> results = called.getVariablesLocal();
        if (!element.outputs().isEmpty()) {
            caller.setVariablesLocal(results);
        } else if (call.all()) {
            scopeOf((ExecutionEntity) caller).setVariables(results);
        }
    }
}
