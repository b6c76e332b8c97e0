package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;

import io.camunda.zeebe.model.bpmn.builder.BoundaryEventBuilder;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Errors, escalations, signals and timers. */
final class EventCases {

    private static final String TOPIC = "Events";

    private EventCases() {}

    static Stream<Case> all() {
        return Stream.of(errors(), escalations(), signals(), timers()).flatMap(each -> each);
    }

    private static Stream<Case> errors() {
        Map<String, Object> details = Map.of("reason", "because");
        return Stream.of(
                error("an error is caught", b -> b.error("e"))
                        .error("step", "e", details)
                        .starts(),
                error("any error is caught", b -> b.error())
                        .error("step", "e", details)
                        .starts(),
                error("an error is caught and mapped", b -> b.error("e").zeebeOutputExpression("reason", "cause"))
                        .error("step", "e", details)
                        .starts(),
                error("another error is not caught", b -> b.error("e"))
                        .error("step", "f", details)
                        .starts(),
                new Case(
                                TOPIC,
                                "the boundary event that names the error goes first",
                                p().startEvent()
                                        .serviceTask("step", t -> t.zeebeJobType("step"))
                                        .boundaryEvent("any", b -> b.error())
                                        .endEvent("any-end")
                                        .moveToActivity("step")
                                        .boundaryEvent("named", b -> b.error("e"))
                                        .endEvent("named-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .error("step", "e", details)
                        .starts(),
                new Case(
                                TOPIC,
                                "an error propagates until it is caught",
                                p().startEvent()
                                        .subProcess(
                                                "outer",
                                                o -> o.embeddedSubProcess()
                                                        .startEvent()
                                                        .subProcess(
                                                                "inner",
                                                                i -> i.embeddedSubProcess()
                                                                        .startEvent()
                                                                        .serviceTask(
                                                                                "step", t -> t.zeebeJobType("step"))
                                                                        .endEvent("inner-end"))
                                                        .boundaryEvent("wrong", b -> b.error("f"))
                                                        .endEvent("wrong-end")
                                                        .moveToActivity("inner")
                                                        .endEvent("outer-end"))
                                        .boundaryEvent("caught", b -> b.error("e"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("caught-end")
                                        .moveToActivity("outer")
                                        .endEvent("end")
                                        .done())
                        .error("step", "e", details)
                        .starts(),
                new Case(
                                TOPIC,
                                "an end throws an error whose code is an expression",
                                p().startEvent()
                                        .subProcess(
                                                "sub",
                                                s -> s.embeddedSubProcess()
                                                        .startEvent()
                                                        .endEvent("thrown", e -> e.errorExpression("code")))
                                        .boundaryEvent("caught", b -> b.error("e"))
                                        .endEvent("caught-end")
                                        .moveToActivity("sub")
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("code", "e"))
                        .starts(Map.of("code", "f")),
                new Case(
                                TOPIC,
                                "an error that nobody catches",
                                p().startEvent()
                                        .endEvent("thrown", e -> e.error("e"))
                                        .done())
                        .starts(),
                errorSubprocess().error("step", "e", details).starts());
    }

    private static Case errorSubprocess() {
        ProcessBuilder process = p();
        process.eventSubProcess("esp")
                .startEvent("esp-start", e -> e.error("e"))
                .serviceTask("see", t -> t.zeebeJobType("see"))
                .endEvent("esp-end");
        return new Case(
                TOPIC,
                "an error takes over the process",
                process.startEvent()
                        .serviceTask("step", t -> t.zeebeJobType("step"))
                        .endEvent("end")
                        .done());
    }

    private static Case error(String name, Consumer<BoundaryEventBuilder> boundary) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .serviceTask("step", t -> t.zeebeJobType("step"))
                        .boundaryEvent("boundary", boundary)
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("boundary-end")
                        .moveToActivity("step")
                        .endEvent("end")
                        .done());
    }

    private static Stream<Case> escalations() {
        return Stream.of(
                escalation("an escalation interrupts", true, "x").starts(),
                escalation("an escalation does not interrupt", false, "x")
                        .starts()
                        .inAnyOrder(),
                escalation("after an escalation that nobody catches it goes on", true, "y")
                        .starts(),
                new Case(
                                TOPIC,
                                "an end escalates",
                                p().startEvent()
                                        .subProcess(
                                                "sub",
                                                s -> s.embeddedSubProcess()
                                                        .startEvent()
                                                        .endEvent("thrown", e -> e.escalationExpression("code")))
                                        .boundaryEvent("caught", b -> b.escalation())
                                        .endEvent("caught-end")
                                        .moveToActivity("sub")
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("code", "x")));
    }

    private static Case escalation(String name, boolean interrupting, String caught) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .subProcess(
                                "sub",
                                s -> s.embeddedSubProcess()
                                        .startEvent()
                                        .intermediateThrowEvent("thrown", e -> e.escalation("x"))
                                        .serviceTask("on", t -> t.zeebeJobType("on"))
                                        .endEvent("sub-end"))
                        .boundaryEvent(
                                "boundary", b -> b.cancelActivity(interrupting).escalation(caught))
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("boundary-end")
                        .moveToActivity("sub")
                        .endEvent("end")
                        .done());
    }

    private static Stream<Case> signals() {
        return Stream.of(
                new Case(
                                TOPIC,
                                "a signal reaches all instances that wait",
                                p().startEvent()
                                        .intermediateCatchEvent(
                                                "catch",
                                                e -> e.signal(s -> s.nameExpression("\"s-\" + n"))
                                                        .zeebeOutputExpression("x", "y"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("n", "a"))
                        .starts(Map.of("n", "a"))
                        .starts(Map.of("n", "b"))
                        .broadcasts("s-a", Map.of("x", 1))
                        .inAnyOrder(),
                new Case(
                                TOPIC,
                                "a signal at a boundary event",
                                p().startEvent()
                                        .serviceTask("step", t -> t.zeebeJobType("step"))
                                        .boundaryEvent(
                                                "boundary",
                                                b -> b.cancelActivity(false).signal("s"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("boundary-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .waits("step")
                        .starts()
                        .broadcasts("s", Map.of("x", 1))
                        .broadcasts("s", Map.of("x", 2)),
                new Case(
                                TOPIC,
                                "a thrown signal carries its inputs",
                                p().startEvent()
                                        .parallelGateway("split")
                                        .intermediateCatchEvent("catch", e -> e.signal("s"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("caught-end")
                                        .moveToNode("split")
                                        .intermediateThrowEvent("throw", e -> {
                                            e.zeebeInputExpression("a + 1", "x");
                                            e.signal("s");
                                        })
                                        .endEvent("end")
                                        .done())
                        .starts(Map.of("a", 1)),
                new Case(
                                TOPIC,
                                "a signal starts a process",
                                p().startEvent("start")
                                        .signal("s")
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .broadcasts("s", Map.of("x", 1)));
    }

    private static Stream<Case> timers() {
        return Stream.of(
                timer("a timer waits for a duration", "duration(\"PT1H\")")
                        .starts()
                        .passes("PT59M"),
                timer("a timer fires after a duration", "duration(\"PT1H\")")
                        .starts()
                        .passes("PT61M"),
                timer("a duration is a text", "wait")
                        .starts(Map.of("wait", "PT1H"))
                        .passes("PT61M"),
                timer("a duration is missing", "wait").starts().passes("PT61M"),
                timer("a duration that is not a duration", "wait").starts(Map.of("wait", "an hour")),
                date("a timer waits for a date", "at")
                        .starts(Map.of("at", "2099-01-01T00:00:00Z"))
                        .starts(Map.of("at", "2020-01-01T00:00:00+02:00"))
                        .starts(Map.of("at", "2020-01-01T00:00:00+09:00[Asia/Seoul]"))
                        .passes("PT1S"),
                date("a timer waits for a date that is computed", "now() + duration(\"PT1H\")")
                        .starts()
                        .passes("PT59M"),
                date("a timer fires at a date that is computed", "now() + duration(\"PT1H\")")
                        .starts()
                        .passes("PT61M"),
                date("a date without a zone is none", "at").starts(Map.of("at", "2020-01-01T00:00:00")),
                date("a date without a time is none", "at").starts(Map.of("at", "2020-01-01")),
                date("a duration is no date", "at").starts(Map.of("at", "PT1S")),
                boundaryTimer("a timer interrupts a step", true, "PT1H")
                        .starts()
                        .passes("PT61M"),
                boundaryTimer("a timer does not interrupt a step", false, "PT1H")
                        .starts()
                        .passes("PT61M"),
                new Case(
                                TOPIC,
                                "a cycle fires as often as it says",
                                p().startEvent()
                                        .serviceTask("step", t -> t.zeebeJobType("step"))
                                        .boundaryEvent(
                                                "boundary",
                                                b -> b.cancelActivity(false)
                                                        .timerWithCycleExpression("cycle(2, duration(\"PT1H\"))"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("boundary-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .waits("step")
                        .starts()
                        .passes("PT61M")
                        .passes("PT61M")
                        .passes("PT61M"),
                new Case(
                                TOPIC,
                                "a cycle without an end",
                                p().startEvent()
                                        .serviceTask("step", t -> t.zeebeJobType("step"))
                                        .boundaryEvent(
                                                "boundary",
                                                b -> b.cancelActivity(false).timerWithCycle("R/PT1H"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("boundary-end")
                                        .moveToActivity("step")
                                        .endEvent("end")
                                        .done())
                        .waits("step")
                        .starts()
                        .passes("PT61M")
                        .passes("PT61M")
                        .completes("step", Map.of())
                        .passes("PT61M"),
                timerSubprocess("a timer takes over the process", true).starts().passes("PT61M"),
                timerSubprocess("a timer does not interrupt the process", false)
                        .starts()
                        .passes("PT61M"),
                new Case(
                                TOPIC,
                                "a gateway waits for a message or a time",
                                p().startEvent()
                                        .eventBasedGateway("which")
                                        .intermediateCatchEvent(
                                                "m",
                                                e -> e.message(m -> m.name("m").zeebeCorrelationKeyExpression("k")))
                                        .endEvent("m-end")
                                        .moveToNode("which")
                                        .intermediateCatchEvent(
                                                "late",
                                                e -> e.timerWithDuration("PT1H")
                                                        .zeebeOutputExpression("\"late\"", "cause"))
                                        .endEvent("late-end")
                                        .done())
                        .starts(Map.of("k", "key-1"))
                        .passes("PT61M")
                        .publishes("m", "key-1"));
    }

    private static Case timer(String name, String duration) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .intermediateCatchEvent(
                                "timer",
                                e -> e.timerWithDurationExpression(duration).zeebeOutputExpression("1", "passed"))
                        .endEvent("end")
                        .done());
    }

    private static Case date(String name, String date) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .intermediateCatchEvent("timer", e -> e.timerWithDateExpression(date))
                        .endEvent("end")
                        .done());
    }

    private static Case boundaryTimer(String name, boolean interrupting, String duration) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .serviceTask(
                                        "step",
                                        t -> t.zeebeJobType("step")
                                                .zeebeInputExpression("\"%s\"".formatted(duration), "limit"))
                                .boundaryEvent(
                                        "boundary",
                                        b -> b.cancelActivity(interrupting)
                                                .timerWithDurationExpression("limit")
                                                .zeebeOutputExpression("\"late\"", "cause"))
                                .serviceTask("see", t -> t.zeebeJobType("see"))
                                .endEvent("boundary-end")
                                .moveToActivity("step")
                                .endEvent("end")
                                .done())
                .waits("step");
    }

    private static Case timerSubprocess(String name, boolean interrupting) {
        ProcessBuilder process = p();
        process.eventSubProcess("esp")
                .startEvent("esp-start", e -> e.interrupting(interrupting).timerWithDuration("PT1H"))
                .serviceTask("see", t -> t.zeebeJobType("see"))
                .endEvent("esp-end");
        return new Case(
                        TOPIC,
                        name,
                        process.startEvent()
                                .serviceTask("step", t -> t.zeebeJobType("step"))
                                .endEvent("end")
                                .done())
                .waits("step");
    }
}
