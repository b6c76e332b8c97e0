package io.waybill.platform.engine.embedded.dialect.translation;

import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Where a run may be cut in two after a step has failed: the engine then stores the state that was reached and goes on
 * from there in a job. Whether it does is decided at run time.
 */
final class SafePoints {

    /** What these events caught is stored nowhere, so a cut before them would lose it. */
    private static final Set<String> NEVER = Set.of("startEvent", "boundaryEvent");

    private SafePoints() {}

    static boolean isOne(Element node) {
        String name = node.getLocalName();
        return !NEVER.contains(name)
                // The engine starts a compensation in a way of its own that cannot be cut.
                && !node.getAttribute("isForCompensation").equals("true")
                && !node.getAttribute("triggeredByEvent").equals("true")
                && Dom.child(node, Dom.BPMN, "linkEventDefinition").isEmpty()
                && !(name.equals("intermediateCatchEvent") && isBehindGateway(node));
    }

    private static boolean isBehindGateway(Element event) {
        String id = event.getAttribute("id");
        Set<String> sources = Dom.children(Dom.parent(event))
                .filter(flow -> Dom.is(flow, Dom.BPMN, "sequenceFlow"))
                .filter(flow -> flow.getAttribute("targetRef").equals(id))
                .map(flow -> flow.getAttribute("sourceRef"))
                .collect(Collectors.toSet());
        return Dom.children(Dom.parent(event))
                .filter(node -> Dom.is(node, Dom.BPMN, "eventBasedGateway"))
                .anyMatch(gateway -> sources.contains(gateway.getAttribute("id")));
    }
}
