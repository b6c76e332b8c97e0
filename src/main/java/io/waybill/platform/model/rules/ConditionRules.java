package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.values.Outcome;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks that conditions are yes or no, and that loops are over lists, whatever their variables are. */
final class ConditionRules {

    private final CheckedProcess checked;

    private ConditionRules(CheckedProcess checked) {
        this.checked = checked;
    }

    static void check(CheckedProcess checked) {
        ConditionRules rules = new ConditionRules(checked);
        for (Node node : checked.net.nodes()) {
            checked.element(node).getOutgoing().forEach(flow -> rules.condition(node, flow));
            rules.loop(node);
        }
    }

    private void condition(Node node, SequenceFlow flow) {
        if (flow.getConditionExpression() == null) {
            return;
        }
        String text = flow.getConditionExpression().getTextContent().strip();
        if (!text.startsWith("=")) {
            checked.error(
                    "data/condition",
                    flow,
                    "“%s” after “%s” is a text, not a condition".formatted(text, node),
                    "Begin it with =, as in =%s.".formatted(text.isEmpty() ? "count(shortage) > 0" : text));
            return;
        }
        if (FeelSyntax.read(text).needs().stream().anyMatch(name -> !checked.values.isWritten(name))) {
            // It is told that the variable is not set.
            return;
        }
        first(text, value -> !(value instanceof Boolean))
                .ifPresent(outcome -> checked.error(
                        "data/condition",
                        flow,
                        "“%s” after “%s” is neither yes nor no%s: orders stop there with an incident"
                                .formatted(text, node, Words.when(outcome)),
                        "Compare values of the same kind, such as =count(shortage) > 0, =offer = 1 or"
                                + " =cause = \"no-driver\"."));
    }

    private Optional<Outcome> first(String text, Predicate<@Nullable Object> isWrong) {
        return checked.values.scope().outcomes(FeelSyntax.read(text)).stream()
                .flatMap(outcomes -> outcomes.stream())
                .filter(outcome -> !ConstantRules.isOfUnknownFunction(outcome.result()))
                .filter(outcome -> isWrong.test(outcome.result().value()))
                .findFirst();
    }

    private void loop(Node node) {
        ZeebeLoopCharacteristics loop =
                checked.element(node) instanceof Activity activity && activity.getLoopCharacteristics() != null
                        ? activity.getLoopCharacteristics().getSingleExtensionElement(ZeebeLoopCharacteristics.class)
                        : null;
        if (loop == null || loop.getInputCollection() == null) {
            return;
        }
        String text = loop.getInputCollection().strip();
        if (!text.startsWith("=")) {
            checked.error(
                    "data/list",
                    node,
                    "“%s” repeats for each element of “%s”, which is a text".formatted(node, text),
                    "Begin it with =, as in =%s.".formatted(text.isEmpty() ? "shortage" : text));
            return;
        }
        first(text, value -> !(value instanceof Iterable<?>))
                .ifPresent(outcome -> checked.error(
                        "data/list",
                        node,
                        "“%s” repeats for each element of “%s”, which is no list%s"
                                .formatted(node, text, Words.when(outcome)),
                        "Choose a list, such as =shortage or =[\"seoul\", \"busan\"]."));
    }
}
