package io.waybill.platform.model.decision;

import io.waybill.platform.model.source.FeelSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.RequiredDecisionReference;
import org.camunda.bpm.model.dmn.instance.Rule;

/** The decisions that processes can call: what they read, and what they return. */
public final class Decisions {

    private final Map<String, Decision> byId = new LinkedHashMap<>();

    public Decisions(List<CheckedDecisions> files) {
        files.stream()
                .flatMap(file -> file.decisions().stream())
                .forEach(decision -> byId.putIfAbsent(decision.getId(), decision));
    }

    public Set<String> ids() {
        return byId.keySet();
    }

    public Optional<Decision> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The variables without which a decision has no result. */
    public Set<String> readBy(String id) {
        return find(id).map(decision -> reads(decision, new HashSet<>())).orElse(Set.of());
    }

    private static Set<String> reads(Decision decision, Set<Decision> seen) {
        Set<String> reads = new LinkedHashSet<>();
        if (seen.add(decision)) {
            expressionsIn(decision).forEach(expression -> reads.addAll(expression.needs()));
            List<Decision> required = requiredBy(decision);
            required.forEach(other -> reads.remove(resultOf(other)));
            required.forEach(other -> reads.addAll(reads(other, seen)));
        }
        return reads;
    }

    private static List<FeelSyntax.Expression> expressionsIn(Decision decision) {
        List<FeelSyntax.Expression> expressions = new ArrayList<>();
        if (decision.getExpression() instanceof LiteralExpression literal) {
            expressions.add(FeelSyntax.expression(Table.text(literal.getText())));
        } else if (decision.getExpression() instanceof DecisionTable table) {
            table.getInputs().stream()
                    .map(input -> input.getInputExpression())
                    .filter(Objects::nonNull)
                    .forEach(input -> expressions.add(FeelSyntax.expression(Table.text(input.getText()))));
            for (Rule rule : table.getRules()) {
                rule.getInputEntries().forEach(entry -> expressions.add(FeelSyntax.tests(Table.text(entry.getText()))));
                rule.getOutputEntries()
                        .forEach(entry -> expressions.add(FeelSyntax.expression(Table.text(entry.getText()))));
            }
        }
        return expressions;
    }

    public static List<Decision> requiredBy(Decision decision) {
        return decision.getInformationRequirements().stream()
                .map(requirement -> requirement.getUniqueChildElementByType(RequiredDecisionReference.class))
                .filter(RequiredDecisionReference.class::isInstance)
                .map(RequiredDecisionReference.class::cast)
                .flatMap(reference -> target(reference).stream())
                .toList();
    }

    /** The decision that an arrow comes from, if there is one. */
    static Optional<Decision> target(RequiredDecisionReference reference) {
        return reference.getModelInstance().getModelElementById(idIn(reference)) instanceof Decision decision
                ? Optional.of(decision)
                : Optional.empty();
    }

    static String idIn(RequiredDecisionReference reference) {
        return reference.getHref().replaceFirst("^#", "");
    }

    /** The name under which decisions that require it read its result. */
    private static String resultOf(Decision decision) {
        return decision.getVariable() == null
                ? decision.getId()
                : decision.getVariable().getName();
    }

    /** The names of the fields of a result: none if it is a single value, empty if that cannot be told. */
    public Optional<Set<String>> fieldsOf(String id) {
        return find(id).flatMap(decision -> table(decision)).flatMap(table -> switch (table.getOutputs()
                .size()) {
            case 1 -> isOfLiterals(table) ? Optional.of(Set.of()) : Optional.empty();
            default -> Optional.of(names(table).stream().collect(Collectors.toSet()));
        });
    }

    private static List<String> names(DecisionTable table) {
        return table.getOutputs().stream()
                .map(output -> Objects.requireNonNullElse(output.getName(), ""))
                .toList();
    }

    private static boolean isOfLiterals(DecisionTable table) {
        return table.getRules().stream()
                .flatMap(rule -> rule.getOutputEntries().stream())
                .allMatch(entry -> literal(entry).isPresent());
    }

    public static Optional<Object> literal(OutputEntry entry) {
        return FeelSyntax.expression(Table.text(entry.getText())).literal();
    }

    static Optional<DecisionTable> table(Decision decision) {
        return decision.getExpression() instanceof DecisionTable table ? Optional.of(table) : Optional.empty();
    }

    /** What the rules of a decision return, if it has one output. */
    public List<OutputEntry> answersOf(String id) {
        return find(id).flatMap(Decisions::table)
                .filter(table -> table.getOutputs().size() == 1)
                .map(table -> table.getRules().stream()
                        .flatMap(rule -> rule.getOutputEntries().stream())
                        .toList())
                .orElse(List.of());
    }

    /** What the rules of a decision return for one field. */
    public List<OutputEntry> entriesOf(String id, String field) {
        List<OutputEntry> entries = new ArrayList<>();
        find(id).flatMap(Decisions::table).ifPresent(table -> {
            int at = names(table).indexOf(field);
            if (at >= 0) {
                table.getRules().stream()
                        .map(rule -> List.copyOf(rule.getOutputEntries()))
                        .filter(outputs -> outputs.size() > at)
                        .forEach(outputs -> entries.add(outputs.get(at)));
            }
        });
        return entries;
    }

    /**
     * What a decision can answer, by its rules; empty if it computes something, or returns a list.
     */
    public Optional<List<Object>> samplesOf(String id) {
        return find(id).flatMap(Decisions::table).filter(Decisions::answersOnce).flatMap(table -> {
            List<String> names = names(table);
            Set<Object> answers = new LinkedHashSet<>();
            for (Rule rule : table.getRules()) {
                Map<String, Object> answer = new LinkedHashMap<>();
                for (OutputEntry entry : rule.getOutputEntries()) {
                    FeelSyntax.Expression expression = FeelSyntax.expression(Table.text(entry.getText()));
                    if (!expression.isRight() || !expression.reads().isEmpty() || answer.size() == names.size()) {
                        return Optional.empty();
                    }
                    answer.put(
                            names.get(answer.size()),
                            FeelSyntax.evaluate(expression, Map.of()).value());
                }
                answers.add(names.size() == 1 ? answer.get(names.getFirst()) : answer);
            }
            return Optional.of(new ArrayList<>(answers));
        });
    }

    /** Whether it returns a list of all rules that apply. */
    public boolean isList(String id) {
        return find(id).flatMap(Decisions::table)
                .filter(table -> !answersOnce(table) && table.getAggregation() == null)
                .isPresent();
    }

    private static boolean answersOnce(DecisionTable table) {
        return switch (Objects.requireNonNullElse(table.getHitPolicy(), HitPolicy.UNIQUE)) {
            case UNIQUE, ANY, FIRST, PRIORITY -> true;
            case COLLECT, RULE_ORDER, OUTPUT_ORDER -> false;
        };
    }
}
