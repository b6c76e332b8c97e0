package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.waybill.platform.model.net.Expressions;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.FeelSyntax.Expression;
import io.waybill.platform.model.values.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks numbers of retries, and that all functions exist. */
final class ConstantRules {

    private static final String UNKNOWN_FUNCTION = "No function found";

    private final CheckedProcess checked;

    private ConstantRules(CheckedProcess checked) {
        this.checked = checked;
    }

    static void check(CheckedProcess checked) {
        ConstantRules rules = new ConstantRules(checked);
        checked.net.nodes().forEach(rules::retries);
        rules.functions();
    }

    private void retries(Node node) {
        ZeebeTaskDefinition job = checked.element(node).getSingleExtensionElement(ZeebeTaskDefinition.class);
        if (job == null || job.getRetries() == null) {
            return;
        }
        String text = job.getRetries().strip();
        List<Outcome> outcomes = text.startsWith("=")
                ? checked.values.scope(node).outcomes(FeelSyntax.read(text)).orElse(List.of())
                : List.of(Outcome.ofText(text));
        outcomes.stream()
                .filter(outcome -> !isPositive(outcome.result().value()))
                .findFirst()
                .ifPresent(outcome -> checked.error(
                        "data/retries",
                        node,
                        "“%s” is retried “%s” times, which is no whole number above 0%s"
                                .formatted(node, text, Words.when(outcome)),
                        "Write a number, such as 5."));
    }

    private static boolean isPositive(@Nullable Object value) {
        return value != null && value.toString().matches("0*[1-9][0-9]{0,8}");
    }

    /** Where the values of variables are not known, too. */
    private void functions() {
        for (Expressions.Placed placed : checked.expressions) {
            Expression expression = FeelSyntax.read(placed.text());
            if (!expression.isRight() || !CheckedProcess.isIn(placed.at(), checked.process)) {
                continue;
            }
            FeelSyntax.evaluate(expression, Map.of()).failures().stream()
                    .filter(text -> text.startsWith(UNKNOWN_FUNCTION))
                    .findFirst()
                    .ifPresent(
                            text -> checked.error(
                                    "data/function",
                                    placed.at(),
                                    "“%s” calls a function that does not exist: %s"
                                            .formatted(Words.shortened(placed.text()), text),
                                    "Correct its name and its arguments; Camunda's documentation lists the functions of FEEL."));
        }
    }

    static boolean isOfUnknownFunction(FeelSyntax.Evaluated result) {
        return result.failures().stream().anyMatch(text -> text.startsWith(UNKNOWN_FUNCTION));
    }
}
