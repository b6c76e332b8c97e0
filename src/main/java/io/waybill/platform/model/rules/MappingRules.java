package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.values.Outcome;
import io.waybill.platform.model.values.Scope;
import io.waybill.platform.model.values.Types;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** Checks what tasks are given and what they leave behind: its type, and that the business key stays as it is. */
final class MappingRules {

    private final CheckedProcess checked;
    private final String businessKey;

    private MappingRules(CheckedProcess checked) {
        this.checked = checked;
        businessKey = checked.contract.businessKey(checked.net.id());
    }

    static void check(CheckedProcess checked) {
        MappingRules rules = new MappingRules(checked);
        for (Node node : checked.net.nodes()) {
            checked.values.eachInput(node, (input, scope) -> rules.input(node, input, scope));
            checked.values.eachOutput(node, (output, scope) -> rules.mapping(node, output, scope, "an output"));
            rules.results(node);
        }
    }

    private void input(Node node, ZeebeMapping input, Scope scope) {
        if (!mapping(node, input, scope, "an input")) {
            return;
        }
        Optional<Contract.Job> job = checked.contract.job(node.jobType());
        Type type = job.map(known -> known.reads().get(input.getTarget())).orElse(null);
        if (type == null) {
            return;
        }
        boolean mayBeMissing = job.get().optional().contains(input.getTarget());
        for (Outcome outcome : outcomes(scope, input.getSource())) {
            Object value = outcome.result().value();
            if (value == null ? !mayBeMissing : !Types.fits(value, type)) {
                checked.error(
                        "data/input",
                        node,
                        "“%s” needs %s as %s, but gets %s%s: orders stop there with an incident"
                                .formatted(
                                        node,
                                        Types.words(type),
                                        input.getTarget(),
                                        Types.written(value),
                                        Words.when(outcome)),
                        value instanceof String && type != String.class
                                ? "Leave out the quotation marks, or begin it with =."
                                : "Give it a value of that kind.");
                return;
            }
        }
    }

    private static List<Outcome> outcomes(Scope scope, String source) {
        return source.strip().startsWith("=")
                ? scope.outcomes(FeelSyntax.read(source.strip())).orElse(List.of())
                : List.of(Outcome.ofText(source.strip()));
    }

    /** Returns whether it can be judged further. */
    private boolean mapping(Node node, ZeebeMapping mapping, Scope scope, String what) {
        String target = mapping.getTarget();
        String source = mapping.getSource();
        if (target == null
                || target.isBlank()
                || source == null
                || source.isBlank()
                || source.strip().equals("=")) {
            checked.error(
                    "data/mapping",
                    node,
                    "“%s” has %s without %s: no engine takes it"
                            .formatted(node, what, target == null || target.isBlank() ? "a name" : "a value"),
                    "Fill it in, or remove it.");
            return false;
        }
        if (target.equals(businessKey) && !source.strip().equals("=" + businessKey)) {
            keyOverwritten(node);
            return false;
        }
        List<Outcome> outcomes = outcomes(scope, source);
        if (!outcomes.isEmpty()
                && outcomes.stream()
                        .allMatch(outcome -> outcome.result().value() == null
                                && !outcome.result().failures().isEmpty())) {
            checked.error(
                    "data/nothing",
                    node,
                    "“%s” of “%s” never has a value%s".formatted(source.strip(), node, Words.when(outcomes.getFirst())),
                    "Correct the expression.");
            return false;
        }
        return true;
    }

    private void results(Node node) {
        ZeebeScript script = checked.element(node).getSingleExtensionElement(ZeebeScript.class);
        ZeebeCalledDecision decision = checked.element(node).getSingleExtensionElement(ZeebeCalledDecision.class);
        if ((script != null && businessKey.equals(script.getResultVariable()))
                || (decision != null && businessKey.equals(decision.getResultVariable()))) {
            keyOverwritten(node);
        }
    }

    private void keyOverwritten(Node node) {
        checked.error(
                "data/key-overwritten",
                node,
                "“%s” overwrites %s, by which every step knows what it works for: the next step would be refused"
                        .formatted(node, businessKey),
                "Use another name.");
    }
}
