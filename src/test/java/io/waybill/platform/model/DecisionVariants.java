package io.waybill.platform.model;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes to the order policy that are nearly mistakes, but are none. */
final class DecisionVariants {

    record Variant(String what, UnaryOperator<String> made) {

        @Override
        public String toString() {
            return what;
        }
    }

    static final List<Variant> ALL = List.of(
            variant("rules that meet", edit -> edit.text("AllOthers_Total", "text", "<= 100000000")),
            variant(
                    "rules that meet without overlapping",
                    edit -> edit.text("AllOthers_Total", "text", "<= 100000000")
                            .set("DecisionTable_OrderPolicy", "hitPolicy", "UNIQUE")),
            variant(
                    "rules for some customers and for the others",
                    edit -> edit.text("LargeOrders_Total", "text", "-")
                            .text("LargeOrders_Customer", "text", "\"C-1\", \"C-2\"")
                            .text("AllOthers_Customer", "text", "not(\"C-1\", \"C-2\")")
                            .set("DecisionTable_OrderPolicy", "hitPolicy", "UNIQUE")),
            variant(
                    "rules that overlap with the same result",
                    edit -> edit.text("LargeOrders_ProductionDeadline", "text", "\"PT2H\"")
                            .text("LargeOrders_DriverAnswerTimeout", "text", "\"PT30S\"")
                            .text("LargeOrders_DriversToTry", "text", "3")
                            .set("DecisionTable_OrderPolicy", "hitPolicy", "ANY")),
            variant(
                    "a rule that is nearly covered by the one above",
                    edit -> edit.text("LargeOrders_Total", "text", "not(100000000)")),
            variant(
                    "a rule for an item",
                    edit -> edit.text("LargeOrders_Total", "text", "-")
                            .text("LargeOrders_Items", "text", "list contains(?, 7)")),
            variant(
                    "a rule for an item of large orders only",
                    edit -> edit.text("LargeOrders_Items", "text", "list contains(?, 7)")),
            new Variant(
                    "a gap that defaults fill",
                    xml -> Edit.of(
                                    xml.replaceAll(
                                            "(<output id=\"Output_(\\w+)\".*?) />",
                                            "$1><defaultOutputEntry id=\"Default_$2\"><text>\"PT1M\"</text></defaultOutputEntry></output>"))
                            .text("Default_DriversToTry", "text", "1")
                            .text("AllOthers_Total", "text", "< 100")
                            .xml()),
            new Variant(
                    "rules for all allowed customers",
                    xml -> Edit.of(xml.replaceFirst(
                                    "(?s)(<text>customerId</text>\\s*</inputExpression>)",
                                    "$1<inputValues id=\"Customers\"><text>\"C-1\", \"C-2\"</text></inputValues>"))
                            .text("AllOthers_Customer", "text", "\"C-1\", \"C-2\"")
                            .xml()),
            variant(
                    "a variable that may be missing",
                    edit -> edit.text("InputExpression_Total", "text", "get or else(weight, total)")),
            variant(
                    "a time as a FEEL duration",
                    edit -> edit.text("AllOthers_ProductionDeadline", "text", "duration(\"PT2H\")")),
            variant(
                    "a time that is computed",
                    edit -> edit.text("AllOthers_ProductionDeadline", "text", "\"PT\" + string(count(items)) + \"H\"")),
            new Variant(
                    "a decision that requires another",
                    xml -> xml.replace("<decisionTable", """
                                    <informationRequirement id="Requirement">
                                      <requiredDecision href="#weight" />
                                    </informationRequirement>
                                    <decisionTable""")
                            .replace("<text>total</text>", "<text>weight</text>")
                            .replace("</decision>", """
                                    </decision>
                                    <decision id="weight" name="Weight">
                                      <literalExpression id="Expression_Weight"><text>total * count(items)</text></literalExpression>
                                    </decision>""")));

    private DecisionVariants() {}

    private static Variant variant(String what, Function<Edit, Edit> made) {
        return new Variant(what, xml -> made.apply(Edit.of(xml)).xml());
    }
}
