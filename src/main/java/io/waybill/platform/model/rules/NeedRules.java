package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperties;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperty;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.statespace.Exploration.Lack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that what a step needs was done on every path that leads to it; without it, the step is refused. */
final class NeedRules {

    /** Names what a process does without, and why: "delivery.accepted: Orders are picked up". */
    static final String WAIVER = "waybill:without";

    private NeedRules() {}

    /** What a process does without, with the reasons. */
    private static Map<String, String> waived(CheckedProcess checked) {
        Map<String, String> waived = new LinkedHashMap<>();
        ZeebeProperties properties = checked.process.getSingleExtensionElement(ZeebeProperties.class);
        if (properties != null) {
            for (ZeebeProperty property : properties.getProperties()) {
                if (WAIVER.equals(property.getName())) {
                    String[] parts = String.valueOf(property.getValue()).split(":", 2);
                    waived.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
                }
            }
        }
        return waived;
    }

    private static void waivers(CheckedProcess checked, Map<String, String> waived) {
        Set<String> known = checked.net.nodes().stream()
                .flatMap(node -> checked.contract.job(node.jobType()).stream())
                .flatMap(job -> Stream.of(job.step().waivable()))
                .collect(Collectors.toCollection(TreeSet::new));
        waived.forEach((need, reason) -> {
            if (!known.contains(need)) {
                checked.error(
                        "saga/waiver",
                        checked.process,
                        "The process says that it does without “%s”, which no step asks for, or which no model can do without"
                                .formatted(need),
                        known.isEmpty()
                                ? "Remove the property %s.".formatted(WAIVER)
                                : "It can do without %s.".formatted(String.join(", ", known)));
            } else if (reason.isEmpty()) {
                checked.error(
                        "saga/waiver",
                        checked.process,
                        "The process does without “%s”, but does not say why".formatted(need),
                        "Write the reason after it: %s: Orders are picked up.".formatted(need));
            } else {
                checked.warning(
                        "saga/waived",
                        checked.process,
                        "The process does without “%s”: %s".formatted(need, reason),
                        "Nothing, if this is meant.");
            }
        });
    }

    static void check(CheckedProcess checked) {
        Map<String, String> waived = waived(checked);
        waivers(checked, waived);
        for (Lack lack : checked.played.lacks()) {
            if (waived.containsKey(lack.need())
                    || checked.has("contract/no-worker")
                    || checked.has("data/text")
                    || !checked.hasReadableConditions()) {
                continue;
            }
            String need = nameOf(checked, lack.need());
            checked.error(
                    "saga/need-missing",
                    lack.node(),
                    isWaivable(checked, lack)
                            ? "“%s” can be reached without “%s”: %s"
                                    .formatted(lack.node(), need, CheckedProcess.after(lack.trace()))
                            : "“%s” is refused, and the order gets stuck there, because “%s” did not succeed before: %s"
                                    .formatted(lack.node(), need, CheckedProcess.after(lack.trace())),
                    isWaivable(checked, lack)
                            ? "Let every path to it pass “%s”, or give the process the property %s with the value %s: and the reason."
                                    .formatted(need, WAIVER, lack.need())
                            : "Let it succeed before, on every path that leads there: %s.".formatted(lack.need()));
        }
    }

    /** Its name in the model, or in the code if the model does not have it. */
    private static String nameOf(CheckedProcess checked, String need) {
        return checked.net.nodes().stream()
                .filter(node -> node.code().equals(need) && !node.name().isEmpty())
                .map(Node::name)
                .findFirst()
                .or(() -> checked.contract.job(need).map(job -> job.step().name()))
                .orElse(need);
    }

    private static boolean isWaivable(CheckedProcess checked, Lack lack) {
        return checked.contract
                .job(lack.node().jobType())
                .filter(job -> List.of(job.step().waivable()).contains(lack.need()))
                .isPresent();
    }
}
