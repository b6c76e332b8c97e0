package io.waybill.platform.model;

import io.waybill.platform.model.Mistakes.Mistake;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mistakes that an analyst can make in the order policy, each a single change to it. */
final class DecisionMistakes {

    static final List<Mistake> ALL = List.of(
            text("not XML", "file/unreadable", "", xml -> xml.replace("</decision>", "")),
            refused(
                    "a condition that is not FEEL",
                    "deployable/feel",
                    "LargeOrders_Total",
                    edit -> edit.text("LargeOrders_Total", "text", ">")),
            refused(
                    "an answer that is not FEEL",
                    "deployable/feel",
                    "AllOthers_DriverAnswerTimeout",
                    edit -> edit.text("AllOthers_DriverAnswerTimeout", "text", "\"PT30S")),
            refused(
                    "an input that is not FEEL",
                    "deployable/feel",
                    "InputExpression_Total",
                    edit -> edit.text("InputExpression_Total", "text", "total +")),
            refused(
                    "an input that reads nothing",
                    "decision/no-input",
                    "Input_Customer",
                    edit -> edit.text("InputExpression_Customer", "text", "")),
            refused(
                    "an answer that is missing",
                    "decision/no-answer",
                    "LargeOrders_DriversToTry",
                    edit -> edit.text("LargeOrders_DriversToTry", "text", "")),
            trap(
                    "a file without a decision",
                    "file/no-decision",
                    "Definitions_OrderPolicy",
                    edit -> edit.remove("order-policy")),
            refused(
                    "a decision that decides nothing",
                    "decision/empty",
                    "order-policy",
                    edit -> edit.remove("DecisionTable_OrderPolicy")),
            trap(
                    "a hit policy that no engine knows",
                    "decision/hit-policy",
                    "DecisionTable_OrderPolicy",
                    edit -> edit.set("DecisionTable_OrderPolicy", "hitPolicy", "PRIORITY")),
            text(
                    "a decision that requires itself",
                    "deployable/circle",
                    "order-policy",
                    xml -> requiring(xml, "order-policy")),
            text(
                    "a decision that requires one that does not exist",
                    "deployable/reference",
                    "Requirement",
                    xml -> requiring(xml, "risk")),
            refused(
                    "an output without a name",
                    "decision/output-name",
                    "Output_DriversToTry",
                    edit -> edit.unset("Output_DriversToTry", "name")),
            trap(
                    "two outputs with one name",
                    "decision/output-name",
                    "Output_DriversToTry",
                    edit -> edit.set("Output_DriversToTry", "name", "productionDeadline")),
            trap(
                    "a text compared with numbers",
                    "decision/type",
                    "LargeOrders_Total",
                    edit -> edit.text("LargeOrders_Total", "text", "> \"100000000\"")),
            trap(
                    "a text that should be a number",
                    "decision/type",
                    "AllOthers_DriversToTry",
                    edit -> edit.text("AllOthers_DriversToTry", "text", "\"3\"")),
            trap(
                    "a rule with one cell too few",
                    "decision/cells",
                    "Rule_AllOthers",
                    edit -> edit.remove("AllOthers_Customer")),
            trap(
                    "a time that is not a duration",
                    "decision/no-duration",
                    "AllOthers_ProductionDeadline",
                    edit -> edit.text("AllOthers_ProductionDeadline", "text", "\"2 hours\"")),
            trap(
                    "no rule for one number",
                    "decision/gap",
                    "DecisionTable_OrderPolicy",
                    edit -> edit.text("AllOthers_Total", "text", "< 100000000")),
            trap(
                    "no rule for other customers",
                    "decision/gap",
                    "DecisionTable_OrderPolicy",
                    edit -> edit.text("AllOthers_Customer", "text", "\"C-1\", \"C-2\"")),
            trap(
                    "no rule for all others",
                    "decision/gap",
                    "DecisionTable_OrderPolicy",
                    edit -> edit.remove("Rule_AllOthers")),
            trap(
                    "perhaps no rule for other items",
                    "decision/gap",
                    "DecisionTable_OrderPolicy",
                    edit -> edit.text("AllOthers_Items", "text", "list contains(?, 7)")),
            trap(
                    "two rules where only one may apply",
                    "decision/overlap",
                    "Rule_AllOthers",
                    edit -> edit.set("DecisionTable_OrderPolicy", "hitPolicy", "UNIQUE")),
            trap(
                    "two rules with different results",
                    "decision/overlap",
                    "Rule_AllOthers",
                    edit -> edit.set("DecisionTable_OrderPolicy", "hitPolicy", "ANY")),
            trap(
                    "the rule for all others first",
                    "decision/never-applies",
                    "Rule_AllOthers",
                    edit -> edit.text("LargeOrders_Total", "text", "-")),
            trap(
                    "the same rule again",
                    "decision/never-applies",
                    "Rule_AllOthers",
                    edit -> edit.text("LargeOrders_Total", "text", "-")
                            .text("LargeOrders_Items", "text", "list contains(?, 7)")
                            .text("AllOthers_Items", "text", "list contains(?, 7)")),
            trap(
                    "a rule that nothing fits",
                    "decision/never-applies",
                    "Rule_LargeOrders",
                    edit -> edit.text("LargeOrders_Total", "text", "[200..100]")),
            trap(
                    "an output under another name",
                    "contract/decision-output",
                    "Event_NoAnswerInTime",
                    edit -> edit.set("Output_DriverAnswerTimeout", "name", "answerTimeout")),
            trap(
                    "one output instead of three",
                    "contract/decision-output",
                    "Event_ProductionTimedOut",
                    edit -> edit.remove(
                            "Output_DriverAnswerTimeout",
                            "LargeOrders_DriverAnswerTimeout",
                            "AllOthers_DriverAnswerTimeout",
                            "Output_DriversToTry",
                            "LargeOrders_DriversToTry",
                            "AllOthers_DriversToTry")),
            trap(
                    "a variable that does not exist",
                    "contract/variable-not-set",
                    "Task_ApplyOrderPolicy",
                    edit -> edit.text("InputExpression_Total", "text", "amount")),
            trap(
                    "a variable that does not exist, in a cell",
                    "contract/variable-not-set",
                    "Task_ApplyOrderPolicy",
                    edit -> edit.text("LargeOrders_Total", "text", "> threshold")),
            trap(
                    "a decision with another id than the called one",
                    "contract/called-decision",
                    "Task_ApplyOrderPolicy",
                    edit -> edit.set("order-policy", "id", "policy")),
            trap(
                    "a list where one answer is read",
                    "decision/list",
                    "order-policy",
                    edit -> edit.set("DecisionTable_OrderPolicy", "hitPolicy", "COLLECT")),
            trap(
                    "a number with commas",
                    "decision/thousands",
                    "LargeOrders_Total",
                    edit -> edit.text("LargeOrders_Total", "text", "> 100,000,000")),
            refused(
                    "a number with dots",
                    "decision/thousands",
                    "LargeOrders_Total",
                    edit -> edit.text("LargeOrders_Total", "text", "> 100.000.000")),
            trap(
                    "a deadline that is null",
                    "decision/no-duration",
                    "LargeOrders_ProductionDeadline",
                    edit -> edit.text("LargeOrders_ProductionDeadline", "text", "null")),
            trap(
                    "a decision that nothing calls",
                    "decision/not-called",
                    "policy",
                    edit -> edit.set("order-policy", "id", "policy")),
            refused(
                    "a decision without a name",
                    "readable/name",
                    "order-policy",
                    edit -> edit.set("order-policy", "name", "")));

    private DecisionMistakes() {}

    private static String requiring(String xml, String id) {
        return xml.replace("<decisionTable", """
                        <informationRequirement id="Requirement">
                          <requiredDecision href="#%s" />
                        </informationRequirement>
                        <decisionTable""".formatted(id));
    }

    private static Mistake text(String what, String rule, String element, UnaryOperator<String> change) {
        return new Mistake(what, rule, element, false, change);
    }

    private static Mistake refused(String what, String rule, String element, Function<Edit, Edit> change) {
        return new Mistake(
                what, rule, element, false, xml -> change.apply(Edit.of(xml)).xml());
    }

    private static Mistake trap(String what, String rule, String element, Function<Edit, Edit> change) {
        return new Mistake(
                what, rule, element, true, xml -> change.apply(Edit.of(xml)).xml());
    }
}
