package io.waybill.platform.engine.contract;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Expressions, also when something is missing. */
final class FeelCases {

    private static final String TOPIC = "FEEL";

    private FeelCases() {}

    static Stream<Case> all() {
        return Stream.concat(expressions(), conditions());
    }

    private static Stream<Case> expressions() {
        Map<String, Object> order = Map.of(
                "id", "o-1", "total", 120, "lines", List.of(Map.of("item", 1, "n", 2), Map.of("item", 2, "n", 3)));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("nothing", null);
        return Stream.of(
                feel("integers stay integers", Map.of("n", 7), "n + 1", "n * 2", "n / 7", "2 ** 3", "n - 7"),
                feel("fractions are doubles", Map.of("n", 7, "d", 2.5), "n / 2", "0.1 + 0.2", "d", "d * 2", "1 / 3"),
                feel(
                        "large numbers",
                        Map.of("n", 3_000_000_000L),
                        "n",
                        "n + 1",
                        "n * n",
                        "-n",
                        "decimal(10 / 3, 2)",
                        "floor(2.7)",
                        "round half up(2.5, 0)"),
                feel("division by zero", Map.of("n", 1), "n / 0", "if n / 0 = null then 1 else 2"),
                feel(
                        "texts",
                        Map.of("t", "Grüße \"x\" \\ y"),
                        "t",
                        "upper case(t)",
                        "string length(t)",
                        "substring(t, 1, 5)",
                        "t + 1",
                        "t + string(1)",
                        "contains(t, \"x\")",
                        "split(\"a,b\", \",\")"),
                feel(
                        "null and missing variables",
                        nothing,
                        "nothing",
                        "missing",
                        "nothing = null",
                        "missing = null",
                        "is defined(missing)",
                        "is defined(nothing)",
                        "get or else(missing, 5)",
                        "nothing + 1",
                        "missing.inner",
                        "nothing.inner",
                        "not(nothing)",
                        "nothing and true",
                        "nothing > 1",
                        "string(nothing)",
                        "count(nothing)"),
                feel(
                        "lists",
                        Map.of("l", List.of(3, 1, 2)),
                        "l",
                        "l[1]",
                        "l[-1]",
                        "l[9]",
                        "l[item > 1]",
                        "count(l)",
                        "sum(l)",
                        "sort(l, function(a, b) a < b)",
                        "append(l, 4)",
                        "for x in l return x * 2",
                        "some x in l satisfies x > 2",
                        "every x in l satisfies x > 2",
                        "list contains(l, 2)",
                        "[]",
                        "min(l)",
                        "mean(l)",
                        "flatten([1, [2, [3]]])",
                        "for i in 1..3 return i"),
                feel(
                        "contexts",
                        Map.of("order", order),
                        "order",
                        "order.id",
                        "order.missing",
                        "order.lines.n",
                        "order.lines[n > 2].item",
                        "sum(order.lines.n)",
                        "{a: 1, b: a + 1}",
                        "context put(order, \"total\", 1).total",
                        "get value(order, \"id\")",
                        "get entries({a: 1})",
                        "context merge({a: 1}, {b: 2})"),
                feel(
                        "dates and times",
                        Map.of("d", "2026-02-28", "t", "2026-02-28T10:15:00Z"),
                        "date(d)",
                        "date(d) + duration(\"P1D\")",
                        "date and time(t)",
                        "date and time(t) + duration(\"PT1H\")",
                        "date and time(\"2026-02-28T10:15:00\")",
                        "date and time(\"2026-02-28T10:15:00@Europe/Berlin\")",
                        "date and time(\"2026-02-28T10:15:00+01:00\")",
                        "time(\"10:15:00\")",
                        "time(\"10:15:00+01:00\")",
                        "date(d).year",
                        "date(\"2026-03-01\") > date(d)",
                        "day of week(date(d))",
                        "date(\"no date\")",
                        "date and time(t) - date and time(\"2026-02-27T00:00:00Z\")"),
                feel(
                        "durations",
                        Map.of(),
                        "duration(\"PT90M\")",
                        "duration(\"P1Y14M\")",
                        "duration(\"P1D\") * 2",
                        "duration(\"PT1H\").minutes",
                        "years and months duration(date(\"2025-01-31\"), date(\"2026-03-01\"))",
                        "duration(\"PT0.5S\")",
                        "-duration(\"PT1H\")",
                        "duration(\"P0D\")"),
                feel(
                        "results that are not values",
                        Map.of(),
                        "function(x) x",
                        "[1..3]",
                        "unknown(1)",
                        "{f: function(x) x}",
                        "[function(x) x, 1]"),
                feel(
                        "comparing",
                        Map.of("a", 1, "b", "1"),
                        "a = b",
                        "a = 1.0",
                        "a != null",
                        "a in (1..3)",
                        "a between 0 and 2",
                        "b in (\"1\", \"2\")",
                        "{a: 1} = {a: 1}",
                        "[1] = [1]",
                        "a > b",
                        "if missing then 1 else 2",
                        "a instance of number"));
    }

    private static Stream<Case> conditions() {
        return Stream.of(
                choice("a condition that holds", "n > 1", true).starts(Map.of("n", 2)),
                choice("a condition that does not hold", "n > 1", true).starts(Map.of("n", 1)),
                choice("a condition without its variable", "n > 1", true).starts(),
                choice("a condition that is null", "missing", true).starts(),
                choice("a condition that is a number", "n", true).starts(Map.of("n", 1)),
                choice("a condition on a text", "n > 1", true).starts(Map.of("n", "x")),
                choice("no condition holds and there is no default", "n > 1", false)
                        .starts(Map.of("n", 1)),
                choice("a condition that holds, without a default", "n > 1", false)
                        .starts(Map.of("n", 2)));
    }

    private static Case choice(String name, String condition, boolean otherwise) {
        var taken = Bpmn.createExecutableProcess(Case.PROCESS)
                .startEvent()
                .exclusiveGateway("choice")
                .sequenceFlowId("yes")
                .conditionExpression(condition)
                .endEvent("taken")
                .moveToLastExclusiveGateway();
        BpmnModelInstance model = otherwise
                ? taken.defaultFlow().endEvent("default").done()
                : taken.sequenceFlowId("no")
                        .conditionExpression("n < 0")
                        .endEvent("negative")
                        .done();
        return new Case(TOPIC, name, model);
    }

    private static Case feel(String name, Map<String, Object> variables, String... expressions) {
        BpmnModelInstance model = Bpmn.createExecutableProcess(Case.PROCESS)
                .startEvent()
                .intermediateThrowEvent(
                        "compute",
                        event -> Arrays.stream(expressions)
                                .forEach(expression -> event.zeebeOutputExpression(
                                        expression,
                                        "r" + Arrays.asList(expressions).indexOf(expression))))
                .endEvent("end")
                .done();
        return new Case(TOPIC, name, model).starts(variables);
    }
}
