package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Mappings and scopes: where a variable goes. */
final class MappingCases {

    private static final String TOPIC = "Mappings";

    private MappingCases() {}

    static Stream<Case> all() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("x", null);
        return Stream.of(
                new Case(
                                TOPIC,
                                "inputs see those before them and stay inside",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInputExpression("a + 1", "b")
                                                        .zeebeInputExpression("b + 1", "c")
                                                        .zeebeInputExpression("missing", "d"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "without outputs all results go on",
                                p().startEvent()
                                        .serviceTask("task", t -> t.zeebeJobType("task"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", Map.of("a", 2, "b", Map.of("c", List.of(1.5, 2))))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "a result with the name of an input stays inside",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task").zeebeInputExpression("a", "x"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", Map.of("x", 9, "y", 8))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "with outputs, only the outputs go on",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInputExpression("a", "given")
                                                        .zeebeOutputExpression("result + given", "b")
                                                        .zeebeOutputExpression("b * 2", "c"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", Map.of("result", 5, "a", 100))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "an output has the name of a result or an input",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInputExpression("a", "given")
                                                        .zeebeOutputExpression("result + 1", "result")
                                                        .zeebeOutputExpression("given", "given"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", Map.of("result", 5))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "outputs add to a context",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInputExpression("1", "in.a")
                                                        .zeebeInputExpression("2", "in.b")
                                                        .zeebeOutputExpression("r", "order.total")
                                                        .zeebeOutputExpression("r", "fresh.deep.er"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", Map.of("r", 5))
                        .starts(Map.of("order", Map.of("id", 1, "total", 2))),
                new Case(
                                TOPIC,
                                "plain texts and numbers are texts",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInput("text", "a")
                                                        .zeebeInput("12", "b")
                                                        .zeebeInput("true", "c")
                                                        .zeebeOutputExpression("\"done\"", "d"))
                                        .endEvent("end")
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "null is a value",
                                p().startEvent()
                                        .serviceTask("task", t -> t.zeebeJobType("task"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("task", withNull)
                        .starts(Map.of("x", 1)),
                new Case(
                                TOPIC,
                                "a subprocess has inputs of its own",
                                p().startEvent()
                                        .subProcess("sub", s -> {
                                            s.zeebeInputExpression("a + 1", "local");
                                            s.zeebeOutputExpression("local + inner", "out");
                                            s.embeddedSubProcess()
                                                    .startEvent()
                                                    .serviceTask("in", t -> t.zeebeJobType("in"))
                                                    .serviceTask("in2", t -> t.zeebeJobType("in2"))
                                                    .endEvent("sub-end");
                                        })
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("in", Map.of("local", 10, "inner", 3, "a", 7))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "a subprocess without mappings shares all",
                                p().startEvent()
                                        .subProcess(
                                                "sub",
                                                s -> s.embeddedSubProcess()
                                                        .startEvent()
                                                        .serviceTask("in", t -> t.zeebeJobType("in"))
                                                        .endEvent("sub-end"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("in", Map.of("b", 2))
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "events have mappings, too",
                                p().startEvent("start")
                                        .zeebeOutputExpression("a + 1", "b")
                                        .intermediateThrowEvent("throw", e -> e.zeebeOutputExpression("b + 1", "c"))
                                        .endEvent("end", e -> e.zeebeOutputExpression("c + 1", "d"))
                                        .done())
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "an input that cannot be computed is null",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task")
                                                        .zeebeInputExpression("a + b", "c")
                                                        .zeebeInputExpression("date(\"x\")", "d"))
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "a long text is kept whole",
                                p().startEvent()
                                        .serviceTask("task", t -> t.zeebeJobType("task"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job(
                                "task",
                                Map.of("short", "again", "long", "ä".repeat(5000), "list", List.of("x".repeat(5000))))
                        .starts(Map.of("short", "y".repeat(4500))));
    }
}
