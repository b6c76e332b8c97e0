package io.waybill.platform.engine.embedded.dialect.loop;

import java.util.Collection;
import org.operaton.bpm.engine.impl.bpmn.behavior.SequentialMultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** A sequential multi-instance as in Zeebe: with its collections, and a counter that starts at 1. */
final class EachInSequence extends SequentialMultiInstanceActivityBehavior {

    private final Loop loop;

    EachInSequence(Loop loop) {
        this.loop = loop;
    }

    @Override
    protected int resolveNrOfInstances(ActivityExecution body) {
        return loop.begin(body).size();
    }

    @Override
    protected Collection<?> evaluateCollection(ActivityExecution body) {
        return loop.items(body);
    }

    @Override
    protected void evaluateCollectionVariable(ActivityExecution instance, Collection<?> items, int index) {
        loop.beginOne(instance, getElementAtIndex(index, items));
    }

    @Override
    protected boolean completionConditionSatisfied(ActivityExecution instance) {
        return loop.isComplete(instance);
    }

    @Override
    protected void setLoopVariable(ActivityExecution execution, String name, Object value) {
        super.setLoopVariable(execution, name, name.equals(LOOP_COUNTER) ? (Integer) value + 1 : value);
    }

    @Override
    protected Integer getLoopVariable(ActivityExecution execution, String name) {
        int value = super.getLoopVariable(execution, name);
        return name.equals(LOOP_COUNTER) ? value - 1 : value;
    }

    @Override
    public void doLeave(ActivityExecution body) {
        loop.end(body);
        super.doLeave(body);
    }
}
