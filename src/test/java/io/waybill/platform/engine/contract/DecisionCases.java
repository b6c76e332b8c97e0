package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Decisions. */
final class DecisionCases {

    private static final String TOPIC = "Decisions";

    private DecisionCases() {}

    static Stream<Case> all() {
        Map<String, Object> low = Map.of("n", 1, "kind", "x");
        Map<String, Object> high = Map.of("n", 7, "kind", "y");
        Map<String, Object> none = Map.of("n", -1, "kind", "z");
        return Stream.of(
                table("one output", "UNIQUE", "", 1).starts(high).starts(none),
                table("several outputs", "UNIQUE", "", 2).starts(high).starts(none),
                table("an input is missing", "UNIQUE", "", 1).starts(),
                table("the first rule that fits", "FIRST", "", 1).starts(high).starts(low),
                table("the rules in their order", "RULE ORDER", "", 1)
                        .starts(high)
                        .starts(none),
                table("all rules that fit", "COLLECT", "", 1)
                        .starts(high)
                        .starts(low)
                        .starts(none),
                table("all rules that fit, with several outputs", "COLLECT", "", 2)
                        .starts(high)
                        .starts(low),
                table("the sum of the matches", "COLLECT", "SUM", 1)
                        .starts(high)
                        .starts(none),
                table("the least of the matches", "COLLECT", "MIN", 1).starts(high),
                table("the greatest of the matches", "COLLECT", "MAX", 1).starts(high),
                table("how many fit", "COLLECT", "COUNT", 1).starts(high),
                table("any rule, if all say the same", "ANY", "", 1).starts(low).starts(high),
                mapped("a decision's result is mapped").starts(high),
                named("a decision is named by an expression")
                        .starts(Map.of("n", 7, "kind", "y", "which", "d"))
                        .starts(Map.of("n", 7, "kind", "y", "which", "unknown")),
                new Case(
                                TOPIC,
                                "an expression decides",
                                p().startEvent()
                                        .businessRuleTask(
                                                "decide",
                                                t -> t.zeebeCalledDecisionId("d")
                                                        .zeebeResultVariable("r"))
                                        .endEvent("end")
                                        .done())
                        .decision(LITERAL)
                        .starts(Map.of("n", List.of(1, 2, 3))));
    }

    private static Case mapped(String name) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .businessRuleTask(
                                        "decide",
                                        t -> t.zeebeCalledDecisionId("d")
                                                .zeebeResultVariable("r")
                                                .zeebeInputExpression("n + 10", "n")
                                                .zeebeOutputExpression("r.a + n", "out"))
                                .endEvent("end")
                                .done())
                .decision(dmn("UNIQUE", "", 2));
    }

    private static Case named(String name) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .businessRuleTask(
                                        "decide",
                                        t -> t.zeebeCalledDecisionIdExpression("which")
                                                .zeebeResultVariable("r"))
                                .endEvent("end")
                                .done())
                .decision(dmn("UNIQUE", "", 1));
    }

    private static Case table(String name, String policy, String aggregation, int outputs) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .businessRuleTask(
                                        "decide",
                                        t -> t.zeebeCalledDecisionId("d").zeebeResultVariable("r"))
                                .endEvent("end")
                                .done())
                .decision(dmn(policy, aggregation, outputs));
    }

    private static String dmn(String policy, String aggregation, int outputs) {
        boolean unique = policy.equals("UNIQUE");
        String second = outputs == 2 ? "<output id=\"o2\" name=\"b\" typeRef=\"string\"/>" : "";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="defs" name="defs" namespace="http://camunda.org/schema/1.0/dmn">
                  <decision id="d" name="Decide">
                    <decisionTable id="table" hitPolicy="%s"%s>
                      <input id="i1"><inputExpression id="e1" typeRef="number"><text>n</text></inputExpression></input>
                      <input id="i2"><inputExpression id="e2" typeRef="string"><text>kind</text></inputExpression></input>
                      <output id="o1" name="a" typeRef="number"/>%s
                      %s%s%s
                    </decisionTable>
                  </decision>
                </definitions>
                """.formatted(
                        policy,
                        aggregation.isEmpty() ? "" : " aggregation=\"%s\"".formatted(aggregation),
                        second,
                        rule(1, unique ? "[0..5[" : "&gt;= 0", "", "n + 1", "\"low\"", outputs),
                        rule(2, "&gt; 5", "\"y\", \"x\"", "2.5", "kind", outputs),
                        unique ? "" : rule(3, "-", "not(\"z\", \"x\")", "30", "null", outputs));
    }

    private static String rule(int number, String n, String kind, String a, String b, int outputs) {
        String second =
                outputs == 2 ? "<outputEntry id=\"b%d\"><text>%s</text></outputEntry>".formatted(number, b) : "";
        return """
                <rule id="r%1$d"><inputEntry id="n%1$d"><text>%2$s</text></inputEntry>\
                <inputEntry id="k%1$d"><text>%3$s</text></inputEntry>\
                <outputEntry id="a%1$d"><text>%4$s</text></outputEntry>%5$s</rule>
                """.formatted(number, n, kind, a, second);
    }

    private static final String LITERAL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="defs" name="defs" namespace="http://camunda.org/schema/1.0/dmn">
              <decision id="d" name="Decide">
                <variable id="v" name="d" typeRef="number"/>
                <literalExpression id="l"><text>sum(n)</text></literalExpression>
              </decision>
            </definitions>
            """;
}
