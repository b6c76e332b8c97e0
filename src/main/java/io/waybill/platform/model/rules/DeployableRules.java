package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.waybill.platform.engine.EngineName;
import io.waybill.platform.engine.embedded.EmbeddedLimits;
import io.waybill.platform.model.net.Expressions;
import io.waybill.platform.model.source.FeelSyntax;
import java.util.Set;

/** Finds what the engines would refuse. */
final class DeployableRules {

    private static final String REPAIR = "Repair it in Camunda Modeler; the engine does not accept the model as it is.";

    private DeployableRules() {}

    static void check(CheckedProcess checked, Set<EngineName> engines) {
        byZeebe(checked);
        if (engines.contains(EngineName.EMBEDDED)) {
            byTheEmbeddedEngine(checked);
        }
        references(checked);
        expressions(checked);
    }

    /** Always checked, since models are written in Zeebe's dialect. */
    private static void byZeebe(CheckedProcess checked) {
        ValidationVisitor visitor = new ValidationVisitor(ZeebeValidators.of(checked.model));
        new ModelWalker(checked.model).walk(visitor);
        visitor.getValidationResult()
                .getResults()
                .forEach((element, results) -> results.forEach(result -> checked.error(
                        "deployable/engine", element, "The engine says: " + result.getMessage(), REPAIR)));
    }

    private static void byTheEmbeddedEngine(CheckedProcess checked) {
        for (EmbeddedLimits.Limit limit : EmbeddedLimits.of(checked.source.text())) {
            if (checked.model.getModelElementById(limit.element()) instanceof FlowElement element
                    && CheckedProcess.isIn(element, checked.process)) {
                checked.error(
                        "deployable/embedded",
                        element,
                        "The embedded engine cannot run “%s”. %s"
                                .formatted(CheckedProcess.label(element), limit.reason()),
                        "Draw it differently, or set waybill.engine=zeebe if orders run only on a Camunda 8 cluster.");
            }
        }
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
                        "“%s” is attached to nothing".formatted(CheckedProcess.label(event)),
                        "Attach it to the activity that it belongs to."));
        checked.model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo() != null
                        && !event.getAttachedTo().getParentElement().equals(event.getParentElement()))
                .forEach(event -> checked.error(
                        "deployable/reference",
                        event,
                        "“%s” is attached to “%s”, but stands in another subprocess"
                                .formatted(CheckedProcess.label(event), CheckedProcess.label(event.getAttachedTo())),
                        "Drag it onto the activity that it belongs to."));
    }

    private static void expressions(CheckedProcess checked) {
        for (Expressions.Placed placed : checked.expressions) {
            FeelSyntax.Expression expression = FeelSyntax.read(placed.text());
            if (!expression.isRight()) {
                checked.error(
                        "deployable/feel",
                        placed.at(),
                        "“%s” is not a valid FEEL expression: %s"
                                .formatted(Words.shortened(placed.text()), expression.error()),
                        "Correct the expression.");
            }
        }
    }
}
