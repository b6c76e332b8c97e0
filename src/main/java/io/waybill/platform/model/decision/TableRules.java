package io.waybill.platform.model.decision;

import io.waybill.platform.model.decision.Table.Row;
import io.waybill.platform.model.decision.Table.TooLarge;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/**
 * Checks that the rules of a decision table leave no gaps and do not contradict each other, as its hit policy demands.
 */
final class TableRules {

    private static final int MOST_STEPS = 500_000;
    private static final int MOST_TOLD = 3;

    private final CheckedDecisions checked;
    private final DecisionTable table;
    private final Table rules;

    private TableRules(CheckedDecisions checked, DecisionTable table) throws TooLarge {
        this.checked = checked;
        this.table = table;
        this.rules = new Table(table, MOST_STEPS);
    }

    static void check(CheckedDecisions checked, DecisionTable table) {
        try {
            new TableRules(checked, table).check();
        } catch (TooLarge e) {
            checked.warning(
                    "decision/too-large",
                    table,
                    "The table is too large to check for gaps and overlaps",
                    "Split it into several decisions that require each other.");
        }
    }

    private void check() throws TooLarge {
        for (Row row : rules.rows()) {
            if (row.neverFits()) {
                checked.warning(
                        "decision/never-applies",
                        row.rule(),
                        "Nothing ever fits %s".formatted(row),
                        "Correct its conditions, or remove it.");
            }
        }
        switch (Objects.requireNonNullElse(table.getHitPolicy(), HitPolicy.UNIQUE)) {
            case UNIQUE -> {
                overlaps(false);
                gaps();
            }
            case ANY -> {
                overlaps(true);
                gaps();
            }
            case FIRST -> {
                covered();
                gaps();
            }
            case PRIORITY, OUTPUT_ORDER ->
                checked.error(
                        "decision/hit-policy",
                        table,
                        "No engine knows the hit policy %s".formatted(table.getHitPolicy()),
                        "Choose FIRST, and put the rules in the order in which they take precedence.");
            // These return a list, which may be empty.
            case COLLECT, RULE_ORDER -> {}
        }
    }

    private void overlaps(boolean unlessTheSame) throws TooLarge {
        for (Row row : rules.rows()) {
            for (Row earlier : rules.rows().subList(0, row.number() - 1)) {
                var common = rules.common(earlier, row);
                if (common.isPresent() && !(unlessTheSame && outputs(row).equals(outputs(earlier)))) {
                    checked.error(
                            "decision/overlap",
                            row.rule(),
                            "%s and %s both apply, for example to %s, %s: the order would get stuck"
                                    .formatted(
                                            capital(earlier),
                                            row,
                                            common.get(),
                                            unlessTheSame ? "and give different results" : "but only one may"),
                            "Change one of them, or choose the hit policy FIRST, under which the upper one applies.");
                    break;
                }
            }
        }
    }

    private static List<String> outputs(Row row) {
        return row.rule().getOutputEntries().stream()
                .map(OutputEntry::getText)
                .map(Table::text)
                .toList();
    }

    private static String capital(Row row) {
        return "R" + row.toString().substring(1);
    }

    private void covered() throws TooLarge {
        for (Row row : rules.rows()) {
            List<Row> cover = row.neverFits()
                    ? List.of()
                    : rules.coverOf(row, rules.rows().subList(0, row.number() - 1));
            if (!cover.isEmpty()) {
                checked.warning(
                        "decision/never-applies",
                        row.rule(),
                        "%s can never apply: %s already %s it"
                                .formatted(
                                        capital(row),
                                        cover.stream().map(Row::toString).collect(Collectors.joining(" and ")),
                                        cover.size() == 1 ? "covers" : "cover"),
                        "Move it up, or remove it.");
            }
        }
    }

    private void gaps() throws TooLarge {
        if (table.getOutputs().stream().allMatch(output -> output.getDefaultOutputEntry() != null)) {
            return;
        }
        List<Hyperrectangle> gaps = rules.gaps();
        gaps.stream()
                .limit(MOST_TOLD)
                .forEach(
                        gap -> checked.error(
                                "decision/gap",
                                table,
                                "No rule covers %s: the process would go on with null".formatted(rules.words(gap)),
                                "Add a rule for it; with the hit policy FIRST, a last rule with - everywhere covers the rest."));
        if (gaps.isEmpty()) {
            rules.gapsAtMost().stream()
                    .limit(1)
                    .forEach(
                            gap -> checked.warning(
                                    "decision/gap",
                                    table,
                                    "There may be a gap for %s: the check cannot judge cells that are not just literals and comparisons"
                                            .formatted(rules.words(gap)),
                                    "Make sure that one of the rules always applies, or add a last rule with - everywhere and choose the hit policy FIRST."));
        }
    }
}
