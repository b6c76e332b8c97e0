package io.waybill.platform.engine.contract;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gateways, ends, links, jobs that fail. */
final class FlowCases {

    private static final String TOPIC = "Flow";

    private FlowCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case(
                                TOPIC,
                                "an inclusive gateway takes each way that is open",
                                p().startEvent()
                                        .inclusiveGateway("choice")
                                        .sequenceFlowId("a-flow")
                                        .conditionExpression("a")
                                        .serviceTask("a", t -> t.zeebeJobType("a"))
                                        .endEvent("a-end")
                                        .moveToLastInclusiveGateway()
                                        .sequenceFlowId("b-flow")
                                        .conditionExpression("b")
                                        .serviceTask("b", t -> t.zeebeJobType("b"))
                                        .endEvent("b-end")
                                        .moveToLastInclusiveGateway()
                                        .defaultFlow()
                                        .endEvent("neither")
                                        .done())
                        .starts(Map.of("a", true, "b", true))
                        .starts(Map.of("a", false, "b", true))
                        .starts(Map.of("a", false, "b", false))
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "an inclusive gateway joins what it has split",
                                p().startEvent()
                                        .inclusiveGateway("split")
                                        .sequenceFlowId("a-flow")
                                        .conditionExpression("a")
                                        .serviceTask("a", t -> t.zeebeJobType("a"))
                                        .inclusiveGateway("join")
                                        .serviceTask("after", t -> t.zeebeJobType("after"))
                                        .endEvent("end")
                                        .moveToNode("split")
                                        .sequenceFlowId("b-flow")
                                        .conditionExpression("b")
                                        .serviceTask("b", t -> t.zeebeJobType("b"))
                                        .connectTo("join")
                                        .done())
                        .starts(Map.of("a", true, "b", true))
                        .starts(Map.of("a", true, "b", false))
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "an inclusive gateway with no open way",
                                p().startEvent()
                                        .inclusiveGateway("choice")
                                        .sequenceFlowId("a-flow")
                                        .conditionExpression("a")
                                        .endEvent("a-end")
                                        .moveToNode("choice")
                                        .sequenceFlowId("b-flow")
                                        .conditionExpression("b")
                                        .endEvent("b-end")
                                        .done())
                        .starts(Map.of("a", false, "b", false)),
                new Case(
                                TOPIC,
                                "parallel branches are joined",
                                p().startEvent()
                                        .parallelGateway("split")
                                        .serviceTask("a", t -> t.zeebeJobType("a"))
                                        .parallelGateway("join")
                                        .serviceTask("after", t -> t.zeebeJobType("after"))
                                        .endEvent("end")
                                        .moveToNode("split")
                                        .serviceTask("b", t -> t.zeebeJobType("b"))
                                        .connectTo("join")
                                        .done())
                        .job("a", Map.of("x", 1))
                        .job("b", Map.of("y", List.of(1, "2")))
                        .starts()
                        .inAnyOrder()
                        .differs(
                                "Parallel branches run one after the other, so a step sees the answers of steps in"
                                        + " other branches that ran before it. On Zeebe both begin before either"
                                        + " answers.",
                                "refused where a step needs it: `contract/variable-not-set`"),
                new Case(
                                TOPIC,
                                "a loop counts until it is enough",
                                p().startEvent()
                                        .exclusiveGateway("again")
                                        .serviceTask("step", t -> t.zeebeJobType("step"))
                                        .intermediateThrowEvent("count", e -> e.zeebeOutputExpression("n + 1", "n"))
                                        .exclusiveGateway("enough")
                                        .sequenceFlowId("yes")
                                        .conditionExpression("n >= 3")
                                        .endEvent("end")
                                        .moveToLastExclusiveGateway()
                                        .defaultFlow()
                                        .connectTo("again")
                                        .done())
                        .starts(Map.of("n", 0)),
                new Case(
                                TOPIC,
                                "a terminate end stops the other branch",
                                p().startEvent()
                                        .parallelGateway("split")
                                        .serviceTask("waits", t -> t.zeebeJobType("waits"))
                                        .endEvent("end")
                                        .moveToNode("split")
                                        .serviceTask("ends", t -> t.zeebeJobType("ends"))
                                        .endEvent("all-over", e -> e.terminate())
                                        .done())
                        .waits("waits")
                        .starts()
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "a terminate end in a subprocess ends only the subprocess",
                                p().startEvent()
                                        .subProcess(
                                                "sub",
                                                s -> s.embeddedSubProcess()
                                                        .startEvent()
                                                        .parallelGateway("split")
                                                        .serviceTask("waits", t -> t.zeebeJobType("waits"))
                                                        .endEvent("end")
                                                        .moveToNode("split")
                                                        .serviceTask("ends", t -> t.zeebeJobType("ends"))
                                                        .endEvent("all-over", e -> e.terminate()))
                                        .serviceTask("after", t -> t.zeebeJobType("after"))
                                        .endEvent("done")
                                        .done())
                        .waits("waits")
                        .starts()
                        .inAnyOrder(),
                link(),
                new Case(
                                TOPIC,
                                "a process is stuck at a job that fails",
                                p().startEvent()
                                        .serviceTask("first", t -> t.zeebeJobType("first"))
                                        .serviceTask("second", t -> t.zeebeJobType("second"))
                                        .endEvent("end")
                                        .done())
                        .job("first", Map.of("x", 1))
                        .fails("second")
                        .starts(Map.of("y", 2)),
                new Case(
                                TOPIC,
                                "a job whose retries are empty has the usual ones",
                                p().startEvent()
                                        .serviceTask(
                                                "task",
                                                t -> t.zeebeJobType("task").zeebeJobRetries(""))
                                        .endEvent("end")
                                        .done())
                        .fails("task")
                        .starts(),
                new Case(
                                TOPIC,
                                "one branch is stuck and the other goes on",
                                p().startEvent()
                                        .parallelGateway("split")
                                        .serviceTask("a", t -> t.zeebeJobType("a"))
                                        .endEvent("a-end")
                                        .moveToNode("split")
                                        .serviceTask("b", t -> t.zeebeJobType("b"))
                                        .endEvent("b-end")
                                        .done())
                        .fails("a")
                        .starts()
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "a job type is an expression",
                                p().startEvent()
                                        .serviceTask("task", t -> t.zeebeJobTypeExpression("\"do-\" + kind"))
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("kind", "it")),
                new Case(
                                TOPIC,
                                "a job type without its variable",
                                p().startEvent()
                                        .serviceTask("task", t -> t.zeebeJobTypeExpression("\"do-\" + kind"))
                                        .endEvent("end")
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "send, script and business rule tasks are jobs as well",
                                p().startEvent()
                                        .sendTask("send", t -> t.zeebeJobType("send"))
                                        .scriptTask("script", t -> t.zeebeJobType("script"))
                                        .businessRuleTask("rule", t -> t.zeebeJobType("rule"))
                                        .intermediateThrowEvent(
                                                "throw", e -> e.message("m").zeebeJobType("throw"))
                                        .endEvent("end", e -> e.message("n").zeebeJobType("end"))
                                        .done())
                        .job("send", Map.of("a", 1))
                        .job("script", Map.of("b", 2))
                        .job("throw", Map.of("c", 3))
                        .starts(),
                new Case(
                                TOPIC,
                                "a script writes its result",
                                p().startEvent()
                                        .scriptTask(
                                                "script",
                                                t -> t.zeebeExpression("a + 1").zeebeResultVariable("b"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "tasks that do nothing are passed",
                                p().startEvent()
                                        .task("task")
                                        .manualTask("manual")
                                        .intermediateThrowEvent("none")
                                        .endEvent("end")
                                        .done())
                        .starts());
    }

    private static Case link() {
        ProcessBuilder process = p();
        process.startEvent()
                .serviceTask("before", t -> t.zeebeJobType("before"))
                .intermediateThrowEvent("out", e -> e.link("there"));
        return new Case(
                        TOPIC,
                        "a link leads to its other half",
                        process.linkCatchEvent("in")
                                .link("there")
                                .serviceTask("after", t -> t.zeebeJobType("after"))
                                .endEvent("end")
                                .done())
                .starts();
    }

    static ProcessBuilder p() {
        return Bpmn.createExecutableProcess(Case.PROCESS);
    }
}
