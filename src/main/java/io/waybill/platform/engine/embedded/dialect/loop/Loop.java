package io.waybill.platform.engine.embedded.dialect.loop;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.bpmn.behavior.MultiInstanceActivityBehavior;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.operaton.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.engine.impl.pvm.process.ActivityImpl;

/**
 * A multi-instance, as Zeebe runs it.
 *
 * @param inputCollection an expression
 * @param outputElement an expression
 */
public record Loop(
        String inputCollection,
        @Nullable String inputElement,
        @Nullable String outputCollection,
        @Nullable String outputElement,
        @Nullable String completionCondition) {

    private static final Pattern VARIABLE = Pattern.compile("=\\s*([A-Za-z_]\\w*)(\\.\\w+)*\\s*");

    public MultiInstanceActivityBehavior behavior(boolean inSequence) {
        return inSequence ? new EachInSequence(this) : new EachInParallel(this);
    }

    /** Creates the list that collects the results of the instances. */
    List<?> begin(ActivityExecution body) {
        List<?> items = items(body);
        if (outputCollection != null) {
            body.setVariableLocal(outputCollection, new ArrayList<>(Collections.nCopies(items.size(), null)));
        }
        return items;
    }

    List<?> items(ActivityExecution body) {
        return Feel.list(inputCollection, Names.of(body));
    }

    /** Sets an instance's own variables. */
    void beginOne(ActivityExecution instance, @Nullable Object item) {
        if (inputElement != null) {
            instance.setVariableLocal(inputElement, item);
        }
        if (outputElement != null) {
            var variable = VARIABLE.matcher(outputElement);
            // A step's result has to stay in its instance, so that the next instance does not overwrite it.
            if (variable.matches() && !variable.group(1).equals(inputElement)) {
                instance.setVariableLocal(variable.group(1), null);
            }
        }
    }

    /** Keeps the result of an instance that is done. */
    public void endOne(AbstractVariableScope instance) {
        if (outputCollection == null || outputElement == null) {
            return;
        }
        Object result = Feel.read(outputElement, Names.of(instance));
        int index = ((Number) instance.getVariable(MultiInstanceActivityBehavior.LOOP_COUNTER)).intValue() - 1;
        VariableScope body = bodyOf((ExecutionEntity) instance, outputCollection);
        List<@Nullable Object> results = new ArrayList<>((List<?>) body.getVariableLocal(outputCollection));
        results.set(index, result);
        body.setVariableLocal(outputCollection, results);
    }

    private static ExecutionEntity bodyOf(ExecutionEntity instance, String collection) {
        ExecutionEntity body = instance;
        while (!body.hasVariableLocal(collection)
                || !body.hasVariableLocal(MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES)) {
            body = body.getParent();
        }
        return body;
    }

    boolean isComplete(ActivityExecution instance) {
        if (completionCondition == null) {
            return false;
        }
        Map<String, Object> counts = new HashMap<>();
        counts.put("numberOfInstances", instance.getVariable(MultiInstanceActivityBehavior.NUMBER_OF_INSTANCES));
        counts.put(
                "numberOfActiveInstances",
                instance.getVariable(MultiInstanceActivityBehavior.NUMBER_OF_ACTIVE_INSTANCES));
        counts.put(
                "numberOfCompletedInstances",
                instance.getVariable(MultiInstanceActivityBehavior.NUMBER_OF_COMPLETED_INSTANCES));
        counts.put("numberOfTerminatedInstances", 0);
        return Feel.truth(completionCondition, Names.of(instance).with(counts));
    }

    /** Passes the results to the enclosing scope. One compensation undoes what all instances did, as on Zeebe. */
    void end(ActivityExecution body) {
        Set<ActivityImpl> undone = new HashSet<>();
        ((ExecutionEntity) body)
                .getCompensateEventSubscriptions().stream()
                        .filter(undo -> undo.getActivity().isCompensationHandler() && !undone.add(undo.getActivity()))
                        .toList()
                        .forEach(EventSubscriptionEntity::delete);
        if (outputCollection != null) {
            ((ExecutionEntity) body).getParent().setVariable(outputCollection, body.getVariableLocal(outputCollection));
        }
    }
}
