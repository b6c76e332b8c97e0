package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;
import static java.util.Objects.requireNonNull;

import io.camunda.zeebe.model.bpmn.builder.BoundaryEventBuilder;
import io.camunda.zeebe.model.bpmn.builder.EmbeddedSubProcessBuilder;
import io.camunda.zeebe.model.bpmn.builder.EndEventBuilder;
import io.camunda.zeebe.model.bpmn.builder.EventSubProcessBuilder;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.camunda.zeebe.model.bpmn.builder.SubProcessBuilder;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Compensation of every kind. */
final class UndoCases {

    private static final String TOPIC = "Undo";
    private static final Map<String, Object> KEY = Map.of("k", "key-1");

    private UndoCases() {}

    static Stream<Case> all() {
        return Stream.concat(plain(), inSubprocess());
    }

    private static Stream<Case> plain() {
        return Stream.of(
                new Case(
                                TOPIC,
                                "a step is undone from its own scope",
                                p().startEvent()
                                        .serviceTask("step", t -> undoable(t, "step"))
                                        .intermediateThrowEvent("undo", e -> e.compensateEventDefinition())
                                        .endEvent("end")
                                        .done())
                        .job("step", Map.of("x", 1))
                        .job("undo-step", Map.of("y", 2))
                        .starts(),
                new Case(
                                TOPIC,
                                "two steps are undone",
                                p().startEvent()
                                        .serviceTask("one", t -> undoable(t, "one"))
                                        .serviceTask("two", t -> undoable(t, "two"))
                                        .serviceTask("three", t -> undoable(t, "three"))
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .starts()
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "what did not run is not undone",
                                p().startEvent()
                                        .exclusiveGateway("choice")
                                        .sequenceFlowId("flow")
                                        .conditionExpression("a")
                                        .serviceTask("one", t -> undoable(t, "one"))
                                        .endEvent("one-end")
                                        .moveToLastExclusiveGateway()
                                        .defaultFlow()
                                        .serviceTask("two", t -> undoable(t, "two"))
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .starts(Map.of("a", false)),
                new Case(
                                TOPIC,
                                "nothing to undo",
                                p().startEvent()
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "one named step is undone",
                                p().startEvent()
                                        .serviceTask("one", t -> undoable(t, "one"))
                                        .serviceTask("two", t -> undoable(t, "two"))
                                        .endEvent(
                                                "end",
                                                e -> e.compensateEventDefinition()
                                                        .activityRef("one"))
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "a step is undone once, however often it is asked for",
                                p().startEvent()
                                        .serviceTask("step", t -> undoable(t, "step"))
                                        .intermediateThrowEvent("first", e -> e.compensateEventDefinition())
                                        .intermediateThrowEvent("second", e -> e.compensateEventDefinition())
                                        .endEvent("end")
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "a step that ran twice is undone",
                                p().startEvent()
                                        .exclusiveGateway("again")
                                        .serviceTask("step", t -> undoable(t, "step"))
                                        .exclusiveGateway("enough")
                                        .sequenceFlowId("yes")
                                        .conditionExpression("n >= 2")
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .moveToLastExclusiveGateway()
                                        .defaultFlow()
                                        .connectTo("again")
                                        .done())
                        .job("step", seen -> new Answer.Done(Map.of("n", (int) requireNonNull(seen.get("n")) + 1)))
                        .starts(Map.of("n", 0)),
                new Case(
                                TOPIC,
                                "a process is stuck at a compensation that fails",
                                p().startEvent()
                                        .serviceTask("step", t -> undoable(t, "step"))
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .fails("undo-step")
                        .starts()
                        .differs(
                                "A compensation that fails is retried together with all others that the same event"
                                        + " triggers, from that event on. On Zeebe each compensation is a job of its"
                                        + " own.",
                                "nothing: both engines retry it until it succeeds, and undoing a step again has no"
                                        + " effect"),
                new Case(
                                TOPIC,
                                "a compensation has inputs and outputs",
                                p().startEvent()
                                        .serviceTask(
                                                "step",
                                                t -> t.zeebeJobType("step")
                                                        .boundaryEvent("step-undo")
                                                        .compensation(undo -> undo.serviceTask(
                                                                "undo-step-task",
                                                                u -> u.zeebeJobType("undo-step")
                                                                        .zeebeInputExpression("x + 1", "y")
                                                                        .zeebeOutputExpression("r", "z"))))
                                        .intermediateThrowEvent("undo", e -> e.compensateEventDefinition())
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .job("undo-step", Map.of("r", 9))
                        .starts(Map.of("x", 1)),
                new Case(
                                TOPIC,
                                "a step of a multi-instance is undone once",
                                p().startEvent()
                                        .serviceTask("step", t -> {
                                            undoable(t, "step");
                                            t.multiInstance(m -> m.zeebeInputCollectionExpression("[1, 2]"));
                                        })
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "an interrupted step is not undone",
                                p().startEvent()
                                        .serviceTask("before", t -> undoable(t, "before"))
                                        .serviceTask("step", t -> undoable(t, "step"))
                                        .boundaryEvent(
                                                "interrupted",
                                                b -> b.message(m -> m.name("m").zeebeCorrelationKeyExpression("k")))
                                        .endEvent("undone", e -> e.compensateEventDefinition())
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .waits("step")
                        .starts(KEY)
                        .publishes("m", "key-1"));
    }

    private static Stream<Case> inSubprocess() {
        return Stream.of(
                around(
                                "what a completed subprocess did is undone",
                                s -> s.startEvent()
                                        .serviceTask("inner", t -> undoable(t, "inner"))
                                        .endEvent("sub-end"))
                        .starts(),
                around(
                                "what a subprocess in a subprocess did is undone",
                                s -> s.startEvent()
                                        .subProcess(
                                                "deep",
                                                d -> d.embeddedSubProcess()
                                                        .startEvent()
                                                        .serviceTask("inner", t -> undoable(t, "inner"))
                                                        .endEvent("deep-end"))
                                        .serviceTask("inner2", t -> undoable(t, "inner2"))
                                        .endEvent("sub-end"))
                        .starts()
                        .inAnyOrder(),
                interrupted("what an interrupted subprocess did is not undone from outside")
                        .starts(KEY)
                        .publishes("m", "key-1"),
                zone(
                                "undone in an event subprocess that ends with an escalation",
                                e -> e.escalation("left"),
                                b -> b.escalation("left"))
                        .starts(KEY)
                        .publishes("cancel", "key-1"),
                zone(
                                "undone in an event subprocess that ends with an error",
                                e -> e.error("left"),
                                b -> b.error("left"))
                        .starts(KEY)
                        .publishes("cancel", "key-1")
                        .isRefusedBy(
                                "contract/error-not-caught",
                                "An error that leaves an event subprocess is caught at the boundary of the scope that"
                                        + " the subprocess interrupted. On Zeebe it is an incident. End the subprocess"
                                        + " with an escalation."),
                zone("undone in an event subprocess that just ends", e -> {}, b -> b.escalation("left"))
                        .starts(KEY)
                        .publishes("cancel", "key-1"),
                new Case(
                                TOPIC,
                                "undone in a subprocess that ends with an error",
                                p().startEvent()
                                        .subProcess(
                                                "sub",
                                                s -> s.embeddedSubProcess()
                                                        .startEvent()
                                                        .serviceTask("inner", t -> undoable(t, "inner"))
                                                        .intermediateThrowEvent(
                                                                "undo", e -> e.compensateEventDefinition())
                                                        .endEvent("failed", e -> e.error("left")))
                                        .boundaryEvent("caught", b -> b.error("left"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("caught-end")
                                        .moveToActivity("sub")
                                        .endEvent("end")
                                        .done())
                        .starts(),
                new Case(
                                TOPIC,
                                "each instance of a multi-instance subprocess is undone",
                                p().startEvent()
                                        .subProcess("sub", s -> {
                                            s.multiInstance(m -> m.zeebeInputCollectionExpression("[1, 2]"));
                                            s.embeddedSubProcess()
                                                    .startEvent()
                                                    .serviceTask("inner", t -> undoable(t, "inner"))
                                                    .endEvent("sub-end");
                                        })
                                        .endEvent("end", e -> e.compensateEventDefinition())
                                        .done())
                        .starts(),
                atProcess("a process undoes what it did in an event subprocess")
                        .starts(KEY)
                        .publishes("cancel", "key-1"));
    }

    private static Case around(String name, Consumer<EmbeddedSubProcessBuilder> inside) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .subProcess("sub", s -> inside.accept(s.embeddedSubProcess()))
                        .intermediateThrowEvent("undo", e -> e.compensateEventDefinition())
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("end")
                        .done());
    }

    private static Case interrupted(String name) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .subProcess(
                                        "sub",
                                        s -> s.embeddedSubProcess()
                                                .startEvent()
                                                .serviceTask("inner", t -> undoable(t, "inner"))
                                                .serviceTask("waits", t -> t.zeebeJobType("waits"))
                                                .endEvent("sub-end"))
                                .boundaryEvent(
                                        "interrupted",
                                        b -> b.message(m -> m.name("m").zeebeCorrelationKeyExpression("k")))
                                .endEvent("undone", e -> e.compensateEventDefinition())
                                .moveToActivity("sub")
                                .endEvent("end")
                                .done())
                .waits("waits");
    }

    /** The shape of an order: a message takes over a zone, undoes its steps and leaves it. */
    private static Case zone(String name, Consumer<EndEventBuilder> end, Consumer<BoundaryEventBuilder> caught) {
        Consumer<SubProcessBuilder> inside = s -> {
            EmbeddedSubProcessBuilder embedded = s.embeddedSubProcess();
            cancelled(embedded.eventSubProcess("cancel-zone"), end);
            embedded.startEvent()
                    .serviceTask("inner", t -> undoable(t, "inner"))
                    .serviceTask("waits", t -> undoable(t, "waits"))
                    .endEvent("sub-end");
        };
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .subProcess("sub", inside)
                                .boundaryEvent("caught", caught)
                                .serviceTask("see", t -> t.zeebeJobType("see"))
                                .endEvent("caught-end")
                                .moveToActivity("sub")
                                .serviceTask("after", t -> t.zeebeJobType("after"))
                                .endEvent("end")
                                .done())
                .waits("waits");
    }

    private static Case atProcess(String name) {
        ProcessBuilder process = p();
        cancelled(process.eventSubProcess("cancel-all"), end -> {});
        return new Case(
                        TOPIC,
                        name,
                        process.startEvent()
                                .serviceTask("inner", t -> undoable(t, "inner"))
                                .serviceTask("waits", t -> undoable(t, "waits"))
                                .endEvent("end")
                                .done())
                .waits("waits");
    }

    private static void cancelled(EventSubProcessBuilder subprocess, Consumer<EndEventBuilder> end) {
        subprocess
                .startEvent("cancel", e -> e.message(m -> m.name("cancel").zeebeCorrelationKeyExpression("k")))
                .intermediateThrowEvent("undo", e -> e.compensateEventDefinition())
                .endEvent("cancelled", end);
    }

    static void undoable(ServiceTaskBuilder task, String type) {
        task.zeebeJobType(type)
                .boundaryEvent(type + "-undo")
                .compensation(undo -> undo.serviceTask("undo-" + type + "-task", u -> u.zeebeJobType("undo-" + type)));
    }
}
