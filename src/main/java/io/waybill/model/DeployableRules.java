package io.waybill.model;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;

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
        for (Expressions.Placed placed : Expressions.in(checked.model)) {
            Feel.Expression expression = Feel.read(placed.text());
            if (!expression.isRight()) {
                checked.error(
                        "deployable/feel",
                        placed.at(),
                        "“%s” is no FEEL expression: %s".formatted(placed.text(), expression.error()),
                        "Correct the expression.");
            }
        }
    }
}
