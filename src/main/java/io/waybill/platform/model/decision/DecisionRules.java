package io.waybill.platform.model.decision;

import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputValues;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.RequiredDecisionReference;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.UnaryTests;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** Checks that decisions are complete and that the engine understands them. */
final class DecisionRules {

    /** Such as 100,000 or 1.000.000: three digits after a comma are as good as never another value. */
    private static final Pattern THOUSANDS =
            Pattern.compile("(?<![\\d\".])\\d{1,3}(,\\d{3})+(?![\\d\"])|(?<![\\d\".])\\d{1,3}(\\.\\d{3}){2,}(?!\\d)");

    private final CheckedDecisions checked;

    private DecisionRules(CheckedDecisions checked) {
        this.checked = checked;
    }

    static void check(CheckedDecisions checked) {
        DecisionRules rules = new DecisionRules(checked);
        rules.expressions();
        rules.requirements();
        if (checked.decisions().isEmpty()) {
            checked.error(
                    "file/no-decision",
                    checked.model.getDefinitions(),
                    "The file contains no decision",
                    "Choose a file with a decision.");
        }
        for (Decision decision : checked.decisions()) {
            if (decision.getName() == null || decision.getName().isBlank()) {
                checked.error(
                        "readable/name",
                        decision,
                        "The decision %s has no name".formatted(decision.getId()),
                        "Say what it decides.");
            }
            if (decision.getExpression() == null) {
                checked.error(
                        "decision/empty",
                        decision,
                        "“%s” decides nothing".formatted(CheckedDecisions.nameOf(decision)),
                        "Make it a decision table or an expression, or remove it.");
            }
            Decisions.table(decision).ifPresent(rules::table);
        }
    }

    private void expressions() {
        checked.model
                .getModelElementsByType(LiteralExpression.class)
                .forEach(expression -> read(expression, false, Table.text(expression.getText())));
        checked.model.getModelElementsByType(UnaryTests.class).forEach(tests -> {
            if (tests instanceof InputEntry || tests instanceof InputValues) {
                read(tests, true, Table.text(tests.getText()));
            }
        });
    }

    private void read(ModelElementInstance at, boolean isCell, String text) {
        if (text.isEmpty() || (isCell && text.equals("-"))) {
            return;
        }
        if (THOUSANDS.matcher(text).find()) {
            checked.error(
                    "decision/thousands",
                    at,
                    "“%s” is not one number: FEEL has no separators of thousands".formatted(text),
                    "Write the digits one after another, such as 100000000.");
            return;
        }
        FeelSyntax.Expression expression = isCell ? FeelSyntax.tests(text) : FeelSyntax.expression(text);
        if (!expression.isRight()) {
            checked.error(
                    "deployable/feel",
                    at,
                    "“%s” is not a valid FEEL %s: %s"
                            .formatted(
                                    text.length() > 80 ? text.substring(0, 80) + "…" : text,
                                    isCell ? "condition" : "expression",
                                    expression.error()),
                    "Correct it. Put texts in quotation marks.");
        }
    }

    private void requirements() {
        for (RequiredDecisionReference required :
                checked.model.getModelElementsByType(RequiredDecisionReference.class)) {
            if (Decisions.target(required).isEmpty()) {
                checked.error(
                        "deployable/reference",
                        required,
                        "There is no decision “%s” in the file, but another one requires it"
                                .formatted(Decisions.idIn(required)),
                        "Draw the decision, or remove the arrow to it.");
            }
        }
        for (Decision decision : checked.decisions()) {
            if (requires(decision, decision, new HashSet<>())) {
                checked.error(
                        "deployable/circle",
                        decision,
                        "“%s” requires itself".formatted(CheckedDecisions.nameOf(decision)),
                        "Remove one of the arrows.");
            }
        }
    }

    private static boolean requires(Decision decision, Decision other, Set<Decision> seen) {
        return seen.add(decision)
                && Decisions.requiredBy(decision).stream()
                        .anyMatch(required -> required.equals(other) || requires(required, other, seen));
    }

    private void table(DecisionTable table) {
        table.getInputs().forEach(this::input);
        Set<String> names = new HashSet<>();
        if (table.getOutputs().size() > 1) {
            table.getOutputs().forEach(output -> output(output, names));
        }
        List<Input> inputs = List.copyOf(table.getInputs());
        List<Output> outputs = List.copyOf(table.getOutputs());
        int number = 0;
        for (Rule rule : table.getRules()) {
            number++;
            List<InputEntry> cells = List.copyOf(rule.getInputEntries());
            List<OutputEntry> answers = List.copyOf(rule.getOutputEntries());
            if (cells.size() != inputs.size() || answers.size() != outputs.size()) {
                checked.error(
                        "decision/cells",
                        rule,
                        "Rule %d does not have one cell for each input and each output".formatted(number),
                        "Open the file in Camunda Modeler and write the rule again.");
                continue;
            }
            for (int i = 0; i < cells.size(); i++) {
                cell(number, inputs.get(i), cells.get(i));
            }
            for (int i = 0; i < answers.size(); i++) {
                answer(number, outputs.get(i), answers.get(i));
            }
        }
        if (checked.findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
            TableRules.check(checked, table);
        }
    }

    private void input(Input input) {
        if (input.getInputExpression() == null
                || Table.text(input.getInputExpression().getText()).isEmpty()) {
            checked.error(
                    "decision/no-input",
                    input,
                    "An input of the table reads nothing",
                    "Write the variable that it reads as its expression.");
        }
    }

    private void output(Output output, Set<String> names) {
        String name = Objects.requireNonNullElse(output.getName(), "").strip();
        if (name.isEmpty() || !names.add(name)) {
            checked.error(
                    "decision/output-name",
                    output,
                    name.isEmpty()
                            ? "An output of the table has no name, so nothing can read it"
                            : "Two outputs of the table are named %s".formatted(name),
                    "Give each the name by which the process reads it.");
        }
    }

    private void cell(int rule, Input input, InputEntry cell) {
        if (input.getInputExpression() != null) {
            Class<?> type = Column.literalType(typeOf(input.getInputExpression().getTypeRef()));
            for (Object literal : Cell.read(Table.text(cell.getText())).literals()) {
                type(rule, Table.nameOf(input), type, literal, cell);
            }
        }
    }

    private void answer(int rule, Output output, OutputEntry answer) {
        String name = output.getLabel() == null ? String.valueOf(output.getName()) : output.getLabel();
        if (Table.text(answer.getText()).isEmpty()) {
            checked.error(
                    "decision/no-answer",
                    answer,
                    "Rule %d does not say what “%s” is".formatted(rule, name),
                    "Fill in the cell.");
        }
        Decisions.literal(answer)
                .ifPresent(
                        literal -> type(rule, name, Column.literalType(typeOf(output.getTypeRef())), literal, answer));
    }

    private void type(int rule, String column, @Nullable Class<?> type, Object literal, ModelElementInstance at) {
        if (type != null && !type.isInstance(literal)) {
            checked.error(
                    "decision/type",
                    at,
                    "Rule %d has %s under “%s”, which does not match the type of the column"
                            .formatted(rule, Column.written(literal), column),
                    "Correct it, or the type of the column. Put only texts in quotation marks.");
        }
    }

    private static String typeOf(@Nullable String typeRef) {
        return Objects.requireNonNullElse(typeRef, "");
    }
}
