package io.waybill.model;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.ConditionExpression;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** What the engine itself would not take. */
final class DeployableRules {

    private static final String REPAIR = "Repair it in Camunda Modeler; the engine does not take the model as it is.";

    private DeployableRules() {}

    static void check(CheckedProcess checked) {
        byTheEngine(checked);
        references(checked);
        expressions(checked);
    }

    private static void byTheEngine(CheckedProcess checked) {
        ValidationVisitor visitor = new ValidationVisitor(ZeebeDesignTimeValidators.VALIDATORS);
        new ModelWalker(checked.model).walk(visitor);
        visitor.getValidationResult()
                .getResults()
                .forEach((element, results) -> results.forEach(result -> checked.error(
                        "deployable/engine", element, "The engine says: " + result.getMessage(), REPAIR)));
    }

    private static void references(CheckedProcess checked) {
        checked.model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> flow.getSource() == null || flow.getTarget() == null)
                .forEach(flow -> checked.error(
                        "deployable/reference",
                        flow,
                        "The arrow %s has no beginning or no end".formatted(CheckedProcess.id(flow)),
                        "Draw it from one element to another, or remove it."));
        checked.model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo() == null)
                .forEach(event -> checked.error(
                        "deployable/reference",
                        event,
                        "“%s” is attached to nothing".formatted(CheckedProcess.name(event)),
                        "Attach it to the activity that it is about."));
    }

    private static void expressions(CheckedProcess checked) {
        each(checked, ConditionExpression.class, ModelElementInstance::getTextContent);
        each(checked, ZeebeInput.class, ZeebeInput::getSource);
        each(checked, ZeebeOutput.class, ZeebeOutput::getSource);
        each(checked, ZeebeSubscription.class, ZeebeSubscription::getCorrelationKey);
        each(checked, ZeebeScript.class, ZeebeScript::getExpression);
        each(checked, ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType);
        each(checked, ZeebeTaskDefinition.class, ZeebeTaskDefinition::getRetries);
        each(checked, ZeebeCalledDecision.class, ZeebeCalledDecision::getDecisionId);
        each(checked, ZeebeLoopCharacteristics.class, ZeebeLoopCharacteristics::getInputCollection);
        for (TimerEventDefinition timer : checked.model.getModelElementsByType(TimerEventDefinition.class)) {
            Variables.times(timer).forEach(time -> expression(checked, timer, time));
        }
    }

    private static <T extends ModelElementInstance> void each(
            CheckedProcess checked, Class<T> type, Function<T, @Nullable String> text) {
        checked.model
                .getModelElementsByType(type)
                .forEach(element ->
                        Stream.ofNullable(text.apply(element)).forEach(one -> expression(checked, element, one)));
    }

    private static void expression(CheckedProcess checked, ModelElementInstance at, String text) {
        Feel.Expression expression = Feel.read(text.strip());
        if (!expression.isRight()) {
            checked.error(
                    "deployable/feel",
                    at,
                    "“%s” is no FEEL expression: %s".formatted(text.strip(), expression.error()),
                    "Correct the expression.");
        }
    }
}
