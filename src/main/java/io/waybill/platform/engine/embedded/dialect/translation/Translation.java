package io.waybill.platform.engine.embedded.dialect.translation;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A model in Zeebe's dialect, translated into the engine's own, and what the engine's dialect cannot express. Ids,
 * layout and everything else stay.
 */
public record Translation(Document document, Map<String, ElementInfo> elements) {

    private static final Set<String> TASKS =
            Set.of("serviceTask", "sendTask", "businessRuleTask", "scriptTask", "task", "manualTask", "receiveTask");

    public static Translation of(InputStream model) {
        Document document = Dom.read(model);
        List<Unsupported> unsupported = Support.of(document);
        if (!unsupported.isEmpty()) {
            Unsupported first = unsupported.getFirst();
            throw new IllegalArgumentException(
                    "The embedded engine does not run %s: %s".formatted(first.element(), first.reason()));
        }
        Map<String, ElementInfo> elements = new HashMap<>();
        for (Element element : Dom.all(document, Dom.BPMN, "*")) {
            if (isFlowNode(element)) {
                String id = element.getAttribute("id");
                elements.put(id, new ElementInfo(id, Extensions.of(element)));
            }
        }
        document.getDocumentElement().setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:operaton", Dom.OPERATON);
        messages(document);
        names(document);
        for (Element element : Dom.all(document, Dom.BPMN, "*")) {
            if (isFlowNode(element)) {
                node(element, requireNonNull(elements.get(element.getAttribute("id"))));
            }
        }
        return new Translation(document, elements);
    }

    public InputStream xml() {
        return new ByteArrayInputStream(Dom.write(document));
    }

    static boolean isFlowNode(Element element) {
        String name = element.getLocalName();
        return name.endsWith("Gateway") || name.endsWith("Event") || isActivity(name) || TASKS.contains(name);
    }

    static boolean isActivity(String name) {
        return TASKS.contains(name) || name.equals("subProcess") || name.equals("callActivity");
    }

    /** A message that is waited for is named by its name and key. One that starts a process keeps its name. */
    private static void messages(Document document) {
        Map<String, Element> messages = new HashMap<>();
        Dom.all(document, Dom.BPMN, "message").forEach(message -> messages.put(message.getAttribute("id"), message));
        for (Element reference : Dom.all(document, Dom.BPMN, "*")) {
            Element message = messages.get(localPart(reference.getAttribute("messageRef")));
            if (message == null) {
                continue;
            }
            Element node = reference.getLocalName().equals("receiveTask") ? reference : Dom.parent(reference);
            Dom.extension(message, "subscription")
                    .filter(subscription -> !startsProcess(node) && !throwsIt(node))
                    .ifPresent(subscription -> {
                        Element event = (Element) message.cloneNode(false);
                        String id = node.getAttribute("id") + "-" + message.getAttribute("id");
                        event.setAttribute("id", id);
                        event.setAttribute(
                                "name",
                                Marks.message(
                                        message.getAttribute("name"),
                                        subscription.getAttribute("correlationKey"),
                                        node.getLocalName().equals("boundaryEvent")));
                        Dom.parent(message).insertBefore(event, message);
                        reference.setAttribute("messageRef", id);
                    });
        }
        messages.values().forEach(message -> asText(message, "name"));
    }

    private static void names(Document document) {
        Dom.all(document, Dom.BPMN, "signal").forEach(signal -> asText(signal, "name"));
    }

    private static void asText(Element element, String attribute) {
        if (element.getAttribute(attribute).startsWith("=")) {
            element.setAttribute(attribute, Marks.TEXT + element.getAttribute(attribute));
        }
    }

    private static String localPart(String reference) {
        return reference.substring(reference.indexOf(':') + 1);
    }

    private static boolean startsProcess(Element node) {
        return node.getLocalName().equals("startEvent")
                && Dom.parent(node).getLocalName().equals("process");
    }

    private static boolean throwsIt(Element node) {
        return node.getLocalName().equals("intermediateThrowEvent")
                || node.getLocalName().equals("endEvent");
    }

    private static void node(Element node, ElementInfo info) {
        if (SafePoints.isOne(node)) {
            set(node, "asyncBefore", "true");
            Dom.child(node, Dom.BPMN, "multiInstanceLoopCharacteristics")
                    .ifPresent(loop -> set(loop, "asyncBefore", "true"));
        }
        // Waybill's own classes read the collection; the parser only requires that there is one.
        Dom.child(node, Dom.BPMN, "multiInstanceLoopCharacteristics").ifPresent(loop -> set(loop, "collection", "{}"));
        if (throwsIt(node) && !info.inputs().isEmpty()) {
            Dom.child(node, Dom.BPMN, "signalEventDefinition").ifPresent(Translation::carriesInputs);
        }
        Dom.extension(node, "taskDefinition").ifPresent(job -> delegate(node, Marks.JOB));
        Dom.extension(node, "script").ifPresent(script -> delegate(node, Marks.SCRIPT));
        Dom.extension(node, "calledDecision").ifPresent(decision -> delegate(node, Marks.DECISION));
        Dom.extension(node, "calledElement").ifPresent(called -> {
            node.setAttribute("calledElement", called.getAttribute("processId"));
            asText(node, "calledElement");
            if (called.getAttribute("bindingType").equals("deployment")) {
                set(node, "calledElementBinding", "deployment");
            }
        });
    }

    private static void carriesInputs(Element signal) {
        Document document = signal.getOwnerDocument();
        Element in = document.createElementNS(Dom.OPERATON, "operaton:in");
        in.setAttribute("variables", "all");
        in.setAttribute("local", "true");
        signal.appendChild(document.createElementNS(Dom.BPMN, qualified(signal, "extensionElements")))
                .appendChild(in);
    }

    private static void delegate(Element node, String expression) {
        if (throwsIt(node)) {
            Dom.child(node, Dom.BPMN, "messageEventDefinition")
                    .ifPresent(message -> set(message, "delegateExpression", expression));
        } else if (node.getLocalName().equals("scriptTask")) {
            Element task = (Element) node.getOwnerDocument().renameNode(node, Dom.BPMN, qualified(node, "serviceTask"));
            set(task, "delegateExpression", expression);
        } else {
            set(node, "delegateExpression", expression);
        }
    }

    private static String qualified(Element node, String name) {
        return node.getPrefix() == null ? name : node.getPrefix() + ":" + name;
    }

    private static void set(Element element, String name, String value) {
        element.setAttributeNS(Dom.OPERATON, "operaton:" + name, value);
    }
}
