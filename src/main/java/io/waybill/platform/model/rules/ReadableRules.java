package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.net.Node.Kind;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what a reader needs beyond what bpmnlint asks for: names, answers to questions, and a place in the diagram.
 */
final class ReadableRules {

    private ReadableRules() {}

    static void check(CheckedProcess checked) {
        Set<String> drawn = Stream.concat(
                        checked.model.getModelElementsByType(BpmnShape.class).stream()
                                .map(BpmnShape::getBpmnElement),
                        checked.model.getModelElementsByType(BpmnEdge.class).stream()
                                .map(BpmnEdge::getBpmnElement))
                .filter(Objects::nonNull)
                .map(BaseElement::getId)
                .collect(Collectors.toSet());
        for (Node node : checked.net.nodes()) {
            if (node.name().isEmpty()) {
                checked.error(
                        "readable/name",
                        node,
                        "%s has no name; Operate shows only its id".formatted(node.id()),
                        "Say what happens there, as it should read in an order's timeline.");
            }
            if (checked.model.getModelElementById(node.id()) instanceof FlowNode element
                    && element.getDocumentations().stream()
                            .allMatch(text -> text.getTextContent().isBlank())) {
                checked.warning(
                        "readable/documentation",
                        element,
                        "“%s” is not explained".formatted(node),
                        "Write a sentence in its documentation.");
            }
            if (!drawn.contains(node.id())) {
                checked.error(
                        "readable/layout",
                        node,
                        "“%s” is not in the diagram".formatted(node),
                        "Open the file in Camunda Modeler and draw it.");
            }
        }
        checked.model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(flow -> !drawn.contains(flow.getId()))
                .forEach(flow -> checked.error(
                        "readable/layout",
                        flow,
                        "The arrow %s is not in the diagram".formatted(flow.getId()),
                        "Open the file in Camunda Modeler and draw it."));
        checked.net.flows().stream()
                .filter(flow -> flow.source().is(Kind.EXCLUSIVE)
                        && flow.source().outgoing().size() > 1
                        && flow.name().isEmpty())
                .forEach(flow -> checked.error(
                        "readable/name",
                        flow.source(),
                        "An answer to “%s” has no name".formatted(flow.source()),
                        "Write the answer on the arrow to “%s”.".formatted(flow.target())));
    }
}
