package io.waybill.platform.model.rules;

import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.decision.CheckedDecisions;
import io.waybill.platform.model.decision.Decisions;
import io.waybill.platform.model.net.Expressions;
import io.waybill.platform.model.net.Node;
import io.waybill.platform.model.source.FeelSyntax;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/**
 * Checks that processes and decisions fit together: an answer has the fields that are read, and timers read durations.
 */
final class DecisionUse {

    private final Decisions decisions;
    private final List<CheckedProcess> processes;
    private final List<CheckedDecisions> files;
    private final Contract contract;
    /** The decisions of which it is told that they return lists. */
    private final Set<Decision> lists = new HashSet<>();

    private DecisionUse(
            Decisions decisions, List<CheckedProcess> processes, List<CheckedDecisions> files, Contract contract) {
        this.decisions = decisions;
        this.processes = processes;
        this.files = files;
        this.contract = contract;
    }

    static void check(
            Decisions decisions, List<CheckedProcess> processes, List<CheckedDecisions> files, Contract contract) {
        DecisionUse use = new DecisionUse(decisions, processes, files, contract);
        use.called();
        use.asked();
        processes.forEach(use::answers);
    }

    /** Skipped without a process: what calls the decisions of a file may not be among the sources. */
    private void called() {
        Set<String> called = new HashSet<>(contract.decisions().keySet());
        for (CheckedProcess process : processes) {
            process.model
                    .getModelElementsByType(ZeebeCalledDecision.class)
                    .forEach(one -> called.add(String.valueOf(one.getDecisionId())));
        }
        if (processes.isEmpty() || called.stream().anyMatch(id -> id.startsWith("="))) {
            return;
        }
        for (CheckedDecisions file : files) {
            file.decisions()
                    .forEach(decision ->
                            Decisions.requiredBy(decision).forEach(required -> called.add(required.getId())));
        }
        for (CheckedDecisions file : files) {
            for (Decision decision : file.decisions()) {
                if (!called.contains(decision.getId())) {
                    file.warning(
                            "decision/not-called",
                            decision,
                            "Nothing calls “%s”: it has no effect".formatted(CheckedDecisions.nameOf(decision)),
                            "Call it from a business rule task with the decision id %s, or remove it."
                                    .formatted(decision.getId()));
                }
            }
        }
    }

    private static boolean isNothing(OutputEntry entry) {
        return entry.getTextContent().strip().equals("null");
    }

    /** What the code asks gets what it reads, and answers one whole number. */
    private void asked() {
        for (Contract.Decision asked : contract.decisions().values()) {
            decisions
                    .find(asked.id())
                    .ifPresent(decision -> files.stream()
                            .filter(file -> file.model().equals(decision.getModelInstance()))
                            .forEach(file -> asked(asked, decision, file)));
        }
    }

    private void asked(Contract.Decision asked, Decision decision, CheckedDecisions file) {
        String name = CheckedDecisions.nameOf(decision);
        Set<String> missing = new TreeSet<>(decisions.readBy(asked.id()));
        missing.removeAll(asked.inputs());
        if (!missing.isEmpty()) {
            file.error(
                    "contract/decision-input",
                    decision,
                    "“%s” reads %s, which it is not given".formatted(name, String.join(", ", missing)),
                    "Read %s.".formatted(String.join(", ", new TreeSet<>(asked.inputs()))));
        }
        if (decisions.isList(asked.id())) {
            list(file, decision, "the code needs");
        }
        if (decisions.fieldsOf(asked.id()).filter(fields -> !fields.isEmpty()).isPresent()) {
            file.error(
                    "contract/decision-answer",
                    decision,
                    "“%s” answers several values, where one is needed".formatted(name),
                    "Leave it one output column.");
        }
        decisions.answersOf(asked.id()).stream()
                .filter(entry -> Decisions.literal(entry)
                        .filter(answer -> !isWholeNumber(answer))
                        .isPresent())
                .forEach(entry -> file.error(
                        "contract/decision-answer",
                        entry,
                        "“%s” answers %s, which is not a whole number"
                                .formatted(name, entry.getTextContent().strip()),
                        "Answer a whole number, such as 10."));
    }

    private static boolean isWholeNumber(Object answer) {
        return answer instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
    }

    private void answers(CheckedProcess process) {
        Map<String, Set<String>> asked = asked(process);
        for (Expressions.Placed placed : process.expressions) {
            FeelSyntax.Expression expression = FeelSyntax.read(placed.text());
            expression.fields().forEach(field -> answered(process, placed.at(), field, asked));
            if (placed.at() instanceof TimerEventDefinition timer && timer.getTimeDuration() != null) {
                for (FeelSyntax.Field field : expression.answers()) {
                    asked.getOrDefault(field.variable(), Set.of()).stream()
                            .flatMap(decision -> decisions.entriesOf(decision, field.name()).stream())
                            .forEach(entry -> duration(entry, CheckedProcess.label(timer)));
                }
            }
        }
    }

    /** The decisions that write each variable, for the variables that nothing else writes. */
    private static Map<String, Set<String>> asked(CheckedProcess process) {
        Map<String, Set<String>> asked = new LinkedHashMap<>();
        for (ZeebeCalledDecision called : process.model.getModelElementsByType(ZeebeCalledDecision.class)) {
            asked.computeIfAbsent(String.valueOf(called.getResultVariable()), variable -> new LinkedHashSet<>())
                    .add(String.valueOf(called.getDecisionId()));
        }
        process.model.getModelElementsByType(ZeebeInput.class).forEach(input -> asked.remove(input.getTarget()));
        process.model.getModelElementsByType(ZeebeOutput.class).forEach(output -> asked.remove(output.getTarget()));
        for (Node node : process.net.nodes()) {
            process.contract
                    .job(node.jobType())
                    .ifPresent(job ->
                            asked.keySet().removeAll(job.answers(node.headers()).keySet()));
        }
        return asked;
    }

    private void answered(
            CheckedProcess process, ModelElementInstance at, FeelSyntax.Field field, Map<String, Set<String>> asked) {
        Set<String> answered = new TreeSet<>();
        for (String decision : asked.getOrDefault(field.variable(), Set.of())) {
            Optional<Set<String>> fields = decisions.fieldsOf(decision);
            if (decisions.isList(decision)) {
                decisions
                        .find(decision)
                        .ifPresent(one -> files.stream()
                                .filter(file -> file.model().equals(one.getModelInstance()))
                                .forEach(file -> list(file, one, "“%s” reads".formatted(CheckedProcess.label(at)))));
                return;
            }
            if (fields.isEmpty()) {
                return;
            }
            answered.addAll(fields.get());
        }
        if (asked.containsKey(field.variable()) && !answered.contains(field.name())) {
            process.error(
                    "contract/decision-output",
                    at,
                    "“%s” reads %s.%s, which the decision does not return: it would be null"
                            .formatted(CheckedProcess.label(at), field.variable(), field.name()),
                    answered.isEmpty()
                            ? "It returns one value: read %s.".formatted(field.variable())
                            : "Read one of these: %s.".formatted(String.join(", ", answered)));
        }
    }

    private void list(CheckedDecisions file, Decision decision, String reader) {
        if (lists.add(decision)) {
            file.error(
                    "decision/list",
                    decision,
                    "“%s” returns a list of all rules that apply, but %s one answer"
                            .formatted(CheckedDecisions.nameOf(decision), reader),
                    "Choose the hit policy FIRST or UNIQUE.");
        }
    }

    private void duration(OutputEntry entry, String timer) {
        if (isNothing(entry)
                || Decisions.literal(entry)
                        .filter(literal -> literal instanceof String && !TimeRules.isDuration(literal))
                        .isPresent()) {
            files.stream()
                    .filter(file -> file.model().equals(entry.getModelInstance()))
                    .forEach(file -> file.error(
                            "decision/no-duration",
                            entry,
                            "%s is not a duration that “%s” can wait for"
                                    .formatted(entry.getTextContent().strip(), timer),
                            "Write it like \"PT30S\", \"PT5M\", \"PT2H\" or \"P1D\"."));
        }
    }
}
