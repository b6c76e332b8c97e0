package io.waybill.platform.engine.contract;

import static io.waybill.platform.engine.contract.FlowCases.p;

import java.util.Map;
import java.util.stream.Stream;

/** Messages: early, late, twice, with the wrong key, in every place. */
final class MessageCases {

    private static final String TOPIC = "Messages";

    private MessageCases() {}

    static Stream<Case> all() {
        Map<String, Object> k = Map.of("k", "key-1");
        return Stream.of(
                waiting("a message comes").starts(k).publishes("m", "key-1", Map.of("x", 1)),
                waiting("a message comes early")
                        .publishes("m", "key-1", Map.of("x", 1))
                        .starts(k),
                waiting("a message comes twice")
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1))
                        .publishes("m", "key-1", Map.of("x", 2)),
                waiting("a message comes with another key").starts(k).publishes("m", "key-2", Map.of("x", 1)),
                waiting("a key is a number").starts(Map.of("k", 42)).publishes("m", "42", Map.of("x", 1)),
                waiting("a key is missing").starts().publishes("m", "", Map.of("x", 1)),
                waiting("a key is null, as is its text").starts(Map.of("k", false)),
                new Case(
                                TOPIC,
                                "a message is mapped",
                                p().startEvent()
                                        .intermediateCatchEvent(
                                                "catch",
                                                e -> e.message(m -> m.name("m").zeebeCorrelationKeyExpression("k"))
                                                        .zeebeOutputExpression("x + 1", "y"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1, "k", "changed")),
                new Case(
                                TOPIC,
                                "a receive task waits, with inputs and outputs",
                                p().startEvent()
                                        .receiveTask(
                                                "receive",
                                                t -> t.message(m -> m.name("m").zeebeCorrelationKeyExpression("inner"))
                                                        .zeebeInputExpression("k + \"-in\"", "inner")
                                                        .zeebeOutputExpression("inner + x", "y"))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .starts(k)
                        .publishes("m", "key-1-in", Map.of("x", "!")),
                new Case(
                                TOPIC,
                                "a message's name is an expression",
                                p().startEvent()
                                        .intermediateCatchEvent(
                                                "catch",
                                                e -> e.message(m -> m.nameExpression("\"m-\" + k")
                                                        .zeebeCorrelationKeyExpression("k")))
                                        .endEvent("end")
                                        .done())
                        .starts(k)
                        .publishes("m-key-1", "key-1"),
                new Case(
                                TOPIC,
                                "a gateway takes what comes first",
                                p().startEvent()
                                        .eventBasedGateway("which")
                                        .intermediateCatchEvent(
                                                "a",
                                                e -> e.message(m -> m.name("a").zeebeCorrelationKeyExpression("k"))
                                                        .zeebeOutputExpression("x", "from"))
                                        .endEvent("a-end")
                                        .moveToNode("which")
                                        .intermediateCatchEvent(
                                                "b",
                                                e -> e.message(m -> m.name("b").zeebeCorrelationKeyExpression("k")))
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("b-end")
                                        .done())
                        .starts(k)
                        .publishes("b", "key-1", Map.of("x", 2))
                        .publishes("a", "key-1", Map.of("x", 1))
                        .starts(Map.of("k", "other"))
                        .publishes("a", "other", Map.of("x", 3)),
                boundary("an interrupting message stops the step", true)
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1)),
                boundary("a non-interrupting message lets the step go on", false)
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1))
                        .publishes("m", "key-1", Map.of("x", 2))
                        .completes("step", Map.of("done", true)),
                boundary("a message after the step is too late", true)
                        .starts(k)
                        .completes("step", Map.of("done", true))
                        .publishes("m", "key-1", Map.of("x", 1)),
                eventSubprocess("a message takes over the process", true, false)
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1)),
                eventSubprocess("a message does not interrupt the process", false, false)
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1))
                        .publishes("m", "key-1", Map.of("x", 2))
                        .completes("step", Map.of("done", true)),
                eventSubprocess("a message that takes over is mapped", true, true)
                        .starts(k)
                        .publishes("m", "key-1", Map.of("x", 1)),
                new Case(
                                TOPIC,
                                "a process starts with a message",
                                p().startEvent("start")
                                        .message("start")
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .publishes("start", "key-1", Map.of("x", 1)),
                new Case(
                                TOPIC,
                                "a process starts with a message that is mapped",
                                p().startEvent("start")
                                        .message("start")
                                        .zeebeOutputExpression("x + 1", "y")
                                        .serviceTask("see", t -> t.zeebeJobType("see"))
                                        .endEvent("end")
                                        .done())
                        .publishes("start", "key-1", Map.of("x", 1)));
    }

    private static Case waiting(String name) {
        return new Case(
                TOPIC,
                name,
                p().startEvent()
                        .intermediateCatchEvent(
                                "catch", e -> e.message(m -> m.name("m").zeebeCorrelationKeyExpression("k")))
                        .serviceTask("see", t -> t.zeebeJobType("see"))
                        .endEvent("end")
                        .done());
    }

    private static Case boundary(String name, boolean interrupting) {
        return new Case(
                        TOPIC,
                        name,
                        p().startEvent()
                                .serviceTask("step", t -> t.zeebeJobType("step").zeebeInputExpression("\"inner\"", "x"))
                                .boundaryEvent(
                                        "boundary",
                                        b -> b.cancelActivity(interrupting)
                                                .message(m -> m.name("m").zeebeCorrelationKeyExpression("k")))
                                .serviceTask("see", t -> t.zeebeJobType("see"))
                                .endEvent("boundary-end")
                                .moveToActivity("step")
                                .endEvent("end")
                                .done())
                .waits("step");
    }

    private static Case eventSubprocess(String name, boolean interrupting, boolean mapped) {
        var process = p();
        process.eventSubProcess("esp")
                .startEvent("esp-start", e -> {
                    e.interrupting(interrupting).message(m -> m.name("m").zeebeCorrelationKeyExpression("k"));
                    if (mapped) {
                        e.zeebeOutputExpression("x + 1", "y");
                    }
                })
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
