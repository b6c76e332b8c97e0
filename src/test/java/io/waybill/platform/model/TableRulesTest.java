package io.waybill.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.model.contract.Contract;
import io.waybill.platform.model.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the check reports about the rules of a table. */
class TableRulesTest {

    private static final ModelCheck CHECK = new ModelCheck(Contract.scan("io.waybill"));

    private final List<String> inputs = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    private TableRulesTest input(String label, String type) {
        inputs.add(
                "<input id='I%1$d' label='%2$s'><inputExpression id='E%1$d' typeRef='%3$s'><text>x%1$d</text></inputExpression></input>"
                        .formatted(inputs.size(), label, type));
        return this;
    }

    private TableRulesTest rule(String... cells) {
        StringBuilder rule = new StringBuilder("<rule id='R%d'>".formatted(rules.size() + 1));
        for (String cell : cells) {
            rule.append("<inputEntry id='C%d_%d'><text><![CDATA[%s]]></text></inputEntry>"
                    .formatted(rules.size(), rule.length(), cell));
        }
        rule.append("<outputEntry id='O%1$d'><text>%1$d</text></outputEntry></rule>".formatted(rules.size()));
        rules.add(rule.toString());
        return this;
    }

    private List<String> told(String hitPolicy) {
        String table = """
                <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='D' name='D' namespace='n'>
                  <decision id='decision' name='Decision'>
                    <decisionTable id='table' hitPolicy='%s'>%s<output id='O' name='o'/>%s</decisionTable>
                  </decision>
                </definitions>""".formatted(hitPolicy, String.join("", inputs), String.join("", rules));
        return CHECK.check(List.of(new Source("table.dmn", table))).findings().stream()
                .map(finding -> finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.message())
                .toList();
    }

    @Test
    void a_gap_between_numbers() {
        input("Total", "number").rule("<= 100").rule("> 200");

        assertThat(told("UNIQUE"))
                .containsExactly(
                        "error: No rule covers Total above 100 and up to 200: the process would go on with null");
    }

    @Test
    void a_gap_of_one_number() {
        input("Total", "number").rule("< 100").rule("> 100");

        assertThat(told("UNIQUE"))
                .containsExactly("error: No rule covers Total 100: the process would go on with null");
    }

    @Test
    void a_gap_at_the_end() {
        input("Total", "number").rule("[-5..100)").rule("< -5");

        assertThat(told("FIRST"))
                .containsExactly("error: No rule covers Total from 100: the process would go on with null");
    }

    @Test
    void a_gap_of_two_inputs_together() {
        input("Total", "number")
                .input("Customer", "string")
                .rule("< 100", "-")
                .rule("-", "\"C-1\"")
                .rule("> 200", "-");

        assertThat(told("FIRST"))
                .containsExactly(
                        "error: No rule covers Total from 100 and up to 200, Customer other than \"C-1\": the process would go on with null");
    }

    @Test
    void a_gap_of_truth_values() {
        input("Urgent", "boolean").input("Gift", "boolean").rule("true", "-").rule("-", "true");

        assertThat(told("FIRST"))
                .containsExactly("error: No rule covers Urgent false, Gift false: the process would go on with null");
    }

    @Test
    void several_gaps() {
        input("Total", "number").rule("1").rule("3");

        assertThat(told("UNIQUE"))
                .containsExactly(
                        "error: No rule covers Total below 1 or above 1 and below 3 or above 3: the process would go on with null");
    }

    @Test
    void no_rule_at_all() {
        input("Total", "number");

        assertThat(told("UNIQUE")).containsExactly("error: No rule covers anything: the process would go on with null");
    }

    @Test
    void an_overlap_of_numbers() {
        input("Total", "number").rule("<= 100").rule("[100..200]").rule("> 200");

        assertThat(told("UNIQUE"))
                .containsExactly(
                        "error: Rule 1 and rule 2 both apply, for example to Total 100, but only one may: the order would get stuck");
    }

    @Test
    void an_overlap_of_two_inputs_together() {
        input("Total", "number")
                .input("Customer", "string")
                .rule("<= 200", "\"C-1\", \"C-2\"")
                .rule("> 100", "\"C-2\", \"C-3\"")
                .rule("-", "not(\"C-1\", \"C-2\", \"C-3\")");

        assertThat(told("UNIQUE"))
                .contains(
                        "error: Rule 1 and rule 2 both apply, for example to Total 150, Customer \"C-2\", but only one may: the order would get stuck")
                .hasSize(3);
    }

    @Test
    void an_overlap_with_what_only_the_engine_can_tell() {
        input("Items", "Any").rule("list contains(?, 7)").rule("-");

        assertThat(told("UNIQUE"))
                .containsExactly(
                        "error: Rule 1 and rule 2 both apply, for example to Items as in list contains(?, 7), but only one may: the order would get stuck");
    }

    @Test
    void what_only_the_engine_can_tell_is_not_taken_for_an_overlap() {
        input("Items", "Any")
                .input("Total", "number")
                .rule("list contains(?, 7)", "-")
                .rule("list contains(?, 8)", "-");

        assertThat(told("UNIQUE"))
                .containsExactly(
                        "warning: There may be a gap for anything: the check cannot judge cells that are not just literals and comparisons");
    }

    @Test
    void dates_are_for_the_engine_to_tell() {
        input("Day", "date").rule("< date(\"2026-01-01\")").rule(">= date(\"2026-01-01\")");

        assertThat(told("UNIQUE")).singleElement().asString().startsWith("warning: There may be a gap for anything");
    }

    @Test
    void what_is_computed_of_a_number_is_for_the_engine_to_tell() {
        input("Total", "number").rule("modulo(?, 2) = 0").rule("modulo(?, 2) != 0");

        assertThat(told("UNIQUE")).singleElement().asString().startsWith("warning: There may be a gap for anything");
    }

    @Test
    void what_is_compared_with_a_variable_is_for_the_engine_to_tell() {
        input("Total", "number").rule("<= 100").rule("> threshold");

        assertThat(told("UNIQUE"))
                .singleElement()
                .asString()
                .startsWith("warning: There may be a gap for Total above 100");
    }

    @Test
    void a_gap_that_no_opaque_cell_can_close_is_one() {
        input("Total", "number")
                .input("Items", "Any")
                .rule("< 100", "list contains(?, 7)")
                .rule("< 50", "-");

        assertThat(told("FIRST"))
                .containsExactly("error: No rule covers Total from 100: the process would go on with null");
    }

    @Test
    void a_rule_that_one_above_covers() {
        input("Total", "number").rule("> 100").rule("> 200").rule("-");

        assertThat(told("FIRST")).containsExactly("warning: Rule 2 can never apply: rule 1 already covers it");
    }

    @Test
    void a_rule_that_several_above_cover_together() {
        input("Total", "number").rule("<= 100").rule("> 100").rule("-");

        assertThat(told("FIRST"))
                .containsExactly("warning: Rule 3 can never apply: rule 1 and rule 2 already cover it");
    }

    @Test
    void a_rule_that_only_the_engine_could_tell_to_be_covered() {
        input("Items", "Any")
                .rule("list contains(?, 7)")
                .rule("list contains(?, 8)")
                .rule("-");

        assertThat(told("FIRST")).isEmpty();
    }

    @Test
    void a_list_of_results_may_be_empty_or_long() {
        input("Total", "number").rule("< 100").rule("< 200");

        assertThat(told("COLLECT")).isEmpty();
        assertThat(told("RULE ORDER")).isEmpty();
    }

    @Test
    void comparisons_with_the_input_itself_are_understood() {
        input("Total", "number").rule("? < 100 or ? > 200").rule("[100..200]");

        assertThat(told("UNIQUE")).isEmpty();
    }

    @Test
    void many_rules_are_checked() {
        input("Total", "number").input("Weight", "number");
        for (int i = 0; i < 150; i++) {
            rule("[%d..%d)".formatted(i, i + 1), "< 5").rule("[%d..%d)".formatted(i, i + 1), ">= 5");
        }
        rule("< 0", "-").rule("> 150", "-");

        assertThat(told("UNIQUE"))
                .containsExactly("error: No rule covers Total 150: the process would go on with null");
    }

    @Test
    void too_many_rules_are_not_checked() {
        for (int column = 0; column < 12; column++) {
            input("Column " + column, "number");
        }
        for (int i = 0; i < 60; i++) {
            String[] cells = new String[12];
            for (int column = 0; column < 12; column++) {
                cells[column] = "not(%d)".formatted(i * 12 + column);
            }
            rule(cells);
        }

        assertThat(told("FIRST")).contains("warning: The table is too large to check for gaps and overlaps");
    }
}
