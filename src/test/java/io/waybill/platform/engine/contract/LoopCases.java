package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.CallActivityBuilder;
import io.camunda.zeebe.model.bpmn.builder.MultiInstanceLoopCharacteristicsBuilder;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Multi-instances and called processes. */
final class LoopCases {

    private static final String TOPIC = "Loops and calls";
    private static final Map<String, Object> ITEMS = Map.of("items", List.of("a", "b", "c"));

    private LoopCases() {}

    static Stream<Case> all() {
        return Stream.concat(loops(), calls());
    }

    private static Stream<Case> loops() {
        return Stream.of(
                doubling("each in sequence, with results", m -> m.sequential()).starts(ITEMS),
                doubling("each in parallel, with results", m -> m.parallel())
                        .starts(ITEMS)
                        .inAnyOrder(),
                doubling("a collection is empty", m -> m.parallel()).starts(Map.of("items", List.of())),
                doubling("an empty sequence", m -> m.sequential()).starts(Map.of("items", List.of())),
                doubling("a collection is missing", m -> m.sequential()).starts(),
                doubling("a collection is a text", m -> m.parallel()).starts(Map.of("items", "abc")),
                doubling(
                                "enough in sequence",
                                m -> m.sequential().completionCondition("=numberOfCompletedInstances >= 2"))
                        .starts(ITEMS),
                doubling("enough by a result", m -> m.sequential().completionCondition("=r = \"aa\""))
                        .starts(ITEMS),
                doubling(
                                "enough in parallel",
                                m -> m.parallel().completionCondition("=numberOfCompletedInstances >= 2"))
                        .job(
                                "step",
                                seen -> Objects.equals(seen.get("item"), "c")
                                        ? new Answer.Waits()
                                        : new Answer.Done(Map.of("r", 1)))
                        .starts(ITEMS)
                        .inAnyOrder(),
                step(
                                "each without a result",
                                t -> t.multiInstance(m -> m.sequential()
                                        .zeebeInputCollectionExpression("items")
                                        .zeebeInputElement("item")))
                        .job("step", Map.of("r", 1))
                        .starts(ITEMS),
                step(
                                "each with mappings",
                                t -> t.zeebeInputExpression("item + \"!\"", "given")
                                        .zeebeOutputExpression("r + given", "out")
                                        .multiInstance(m -> m.sequential()
                                                .zeebeInputCollectionExpression("items")
                                                .zeebeInputElement("item")
                                                .zeebeOutputCollection("outs")
                                                .zeebeOutputElementExpression("out")))
                        .job("step", seen -> new Answer.Done(Map.of("r", seen.get("item") + "-")))
                        .starts(ITEMS),
                step(
                                "each result is an expression",
                                t -> t.multiInstance(m -> m.parallel()
                                        .zeebeInputCollectionExpression("[1, 2]")
                                        .zeebeInputElement("n")
                                        .zeebeOutputCollection("outs")
                                        .zeebeOutputElementExpression("{n: n, at: loopCounter}")))
                        .starts()
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "each subprocess has its item",
                                p().startEvent()
                                        .subProcess("sub", s -> {
                                            s.multiInstance(m -> m.sequential()
                                                    .zeebeInputCollectionExpression("items")
                                                    .zeebeInputElement("item")
                                                    .zeebeOutputCollection("outs")
                                                    .zeebeOutputElementExpression("r"));
                                            s.embeddedSubProcess()
                                                    .startEvent()
                                                    .serviceTask("step", t -> t.zeebeJobType("step"))
                                                    .serviceTask("again", t -> t.zeebeJobType("again"))
                                                    .endEvent("sub-end");
                                        })
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("step", seen -> new Answer.Done(Map.of("r", seen.get("item") + "-")))
                        .starts(ITEMS),
                new Case(
                                TOPIC,
                                "a loop is interrupted as a whole",
                                p().startEvent()
                                        .serviceTask(
                                                "step",
                                                t -> t.zeebeJobType("step")
                                                        .multiInstance(m -> m.parallel()
                                                                .zeebeInputCollectionExpression("items")
                                                                .zeebeInputElement("item")))
                                        .boundaryEvent("late", b -> b.timerWithDuration("PT1H"))
                                        .endEvent("late-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .waits("step")
                        .starts(ITEMS)
                        .passes("PT61M"),
                new Case(
                                TOPIC,
                                "an error ends a loop",
                                p().startEvent()
                                        .serviceTask(
                                                "step",
                                                t -> t.zeebeJobType("step")
                                                        .multiInstance(m -> m.sequential()
                                                                .zeebeInputCollectionExpression("items")
                                                                .zeebeInputElement("item")))
                                        .boundaryEvent("failed", b -> b.error("e"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("failed-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .job(
                                "step",
                                seen -> Objects.equals(seen.get("item"), "b")
                                        ? new Answer.Throws("e", Map.of("bad", "b"))
                                        : new Answer.Done(Map.of()))
                        .starts(ITEMS),
                doubling("an instance of a loop is stuck", m -> m.sequential())
                        .job(
                                "step",
                                seen -> Objects.equals(seen.get("item"), "b")
                                        ? new Answer.Fails()
                                        : new Answer.Done(Map.of("r", 1)))
                        .starts(ITEMS));
    }

    private static Stream<Case> calls() {
        Map<String, Object> given = Map.of("a", 1, "b", 2);
        return Stream.of(
                call("a called process gets and gives all", c -> c.zeebeProcessId("called"))
                        .starts(given),
                call(
                                "a called process gets its inputs only",
                                c -> c.zeebeProcessId("called")
                                        .zeebePropagateAllParentVariables(false)
                                        .zeebeInputExpression("a + 1", "x"))
                        .starts(given),
                call(
                                "a called process returns nothing",
                                c -> c.zeebeProcessId("called").zeebePropagateAllChildVariables(false))
                        .starts(given),
                call(
                                "a called process returns what is mapped",
                                c -> c.zeebeProcessId("called")
                                        .zeebePropagateAllChildVariables(false)
                                        .zeebeInputExpression("a + 1", "x")
                                        .zeebeOutputExpression("r + x", "y"))
                        .starts(given),
                call("a called process is named by an expression", c -> c.zeebeProcessIdExpression("which"))
                        .starts(Map.of("which", "called")),
                call("a called process does not exist", c -> c.zeebeProcessIdExpression("which"))
                        .starts(Map.of("which", "nothing")),
                call(
                                "a called process is called for each",
                                c -> c.zeebeProcessId("called")
                                        .zeebePropagateAllChildVariables(false)
                                        .multiInstance(m -> m.sequential()
                                                .zeebeInputCollectionExpression("[1, 2]")
                                                .zeebeInputElement("n")
                                                .zeebeOutputCollection("outs")
                                                .zeebeOutputElementExpression("n")))
                        .starts(given),
                callCaught("an error leaves a called process")
                        .error("inner", "e", Map.of("why", 1))
                        .starts(given),
                callCaught("a called process is interrupted")
                        .waits("inner")
                        .starts(given)
                        .passes("PT61M"),
                callCaught("a called process is stuck").fails("inner").starts(given),
                new Case(
                                TOPIC,
                                "a called process is not undone by its caller",
                                p().startEvent()
                                        .serviceTask("own", t -> UndoCases.undoable(t, "own"))
                                        .callActivity("call", c -> c.zeebeProcessId("called"))
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done(),
                                Bpmn.createExecutableProcess("called")
                                        .startEvent()
                                        .serviceTask("inner", t -> UndoCases.undoable(t, "inner"))
                                        .endEvent("called-end")
                                        .done())
                        .starts());
    }

    private static Case doubling(String name, Consumer<MultiInstanceLoopCharacteristicsBuilder> loop) {
        return step(
                        name,
                        t -> t.multiInstance(m -> {
                            m.zeebeInputCollectionExpression("items")
                                    .zeebeInputElement("item")
                                    .zeebeOutputCollection("results")
                                    .zeebeOutputElementExpression("r");
                            loop.accept(m);
                        }))
                .job("step", seen -> new Answer.Done(Map.of("r", seen.get("item") + "" + seen.get("item"))));
    }

    private static Case step(String name, Consumer<ServiceTaskBuilder> task) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .serviceTask("step", t -> {
                            t.zeebeJobType("step");
                            task.accept(t);
                        })
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("end")
                        .done());
    }

    private static Case call(String name, Consumer<CallActivityBuilder> call) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .callActivity("call", call)
                                .serviceTask("see", t -> t.zeebeJobType("see"))
                                .endEvent("end")
                                .done(),
                        called())
                .job("inner", Map.of("r", 10, "a", 100));
    }

    private static Case callCaught(String name) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .callActivity("call", c -> c.zeebeProcessId("called"))
                        .boundaryEvent("caught", b -> b.error("e"))
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("caught-end")
                        .moveToActivity("call")
                        .boundaryEvent("late", b -> b.timerWithDuration("PT1H"))
                        .endEvent("late-end")
                        .moveToActivity("call")
                        .endEvent("end")
                        .done(),
                called());
    }

    private static BpmnModelInstance called() {
        return Bpmn.createExecutableProcess("called")
                .startEvent()
                .intermediateThrowEvent("own", e -> e.zeebeOutputExpression("\"own\"", "own"))
                .serviceTask("inner", t -> t.zeebeJobType("inner"))
                .endEvent("called-end")
                .done();
    }
}
