package io.waybill.platform.model.net;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.ConditionExpression;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** The places in a process where FEEL can be used. */
public final class Expressions {

    private final BpmnModelInstance model;
    private final List<Placed> all = new ArrayList<>();

    private Expressions(BpmnModelInstance model) {
        this.model = model;
    }

    /** A text that is FEEL if it begins with =. */
    public record Placed(ModelElementInstance at, String text) {}

    public static List<Placed> in(BpmnModelInstance model) {
        Expressions expressions = new Expressions(model);
        expressions.addAll();
        return expressions.all;
    }

    private void addAll() {
        add(ConditionExpression.class, ModelElementInstance::getTextContent);
        add(ZeebeInput.class, ZeebeInput::getSource);
        add(ZeebeOutput.class, ZeebeOutput::getSource);
        add(ZeebeSubscription.class, ZeebeSubscription::getCorrelationKey);
        add(ZeebeScript.class, ZeebeScript::getExpression);
        add(ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType);
        add(ZeebeTaskDefinition.class, ZeebeTaskDefinition::getRetries);
        add(ZeebeCalledDecision.class, ZeebeCalledDecision::getDecisionId);
        add(ZeebeLoopCharacteristics.class, ZeebeLoopCharacteristics::getInputCollection);
        for (TimerEventDefinition timer : model.getModelElementsByType(TimerEventDefinition.class)) {
            Variables.times(timer).forEach(time -> all.add(new Placed(timer, time.strip())));
        }
    }

    private <T extends ModelElementInstance> void add(Class<T> type, Function<T, @Nullable String> text) {
        for (T element : model.getModelElementsByType(type)) {
            String one = text.apply(element);
            if (one != null) {
                all.add(new Placed(element, one.strip()));
            }
        }
    }
}
