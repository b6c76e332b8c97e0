package io.waybill.mutants.edits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A BPMN file under the hands of an analyst: deleting, connecting and copying do what Camunda Modeler does. */
final class Drawing {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    static final String[] TASKS = {
        "task",
        "serviceTask",
        "userTask",
        "manualTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "callActivity"
    };
    static final String[] GATEWAYS = {"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway"};
    static final String[] EVENTS = {
        "startEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "endEvent"
    };

    private static final String[] NODES = Stream.of(TASKS, GATEWAYS, EVENTS, new String[] {"subProcess"})
            .flatMap(Stream::of)
            .toArray(String[]::new);

    private final Document document;
    private final RandomGenerator random;
    private int made;

    Drawing(String file, RandomGenerator random) {
        this.document = Xml.read(file);
        this.random = random;
    }

    RandomGenerator random() {
        return random;
    }

    Document document() {
        return document;
    }

    /** One of these, if there are any. */
    <T> Optional<T> pick(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }

    List<Element> all(String... names) {
        return Xml.all(document.getDocumentElement(), names);
    }

    List<Element> nodes() {
        return all(NODES);
    }

    List<Element> flows() {
        return all("sequenceFlow");
    }

    Optional<Element> byId(String id) {
        return Stream.concat(nodes().stream(), flows().stream())
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst();
    }

    List<Element> incoming(Element node) {
        return flowsBy("targetRef", node);
    }

    List<Element> outgoing(Element node) {
        return flowsBy("sourceRef", node);
    }

    private List<Element> flowsBy(String end, Element node) {
        return flows().stream()
                .filter(flow -> flow.getAttribute(end).equals(node.getAttribute("id")))
                .toList();
    }

    /** What an element is called in a report. */
    String called(Element element) {
        String name = element.getAttribute("name");
        if (element.getLocalName().equals("sequenceFlow")) {
            return "the flow from %s to %s".formatted(endOf(element, "sourceRef"), endOf(element, "targetRef"));
        }
        return name.isEmpty() ? element.getAttribute("id") : "“%s”".formatted(name);
    }

    private String endOf(Element flow, String end) {
        return byId(flow.getAttribute(end)).map(this::called).orElse("nothing");
    }

    /** The other nodes that a flow could lead to or come from: those of its own scope. */
    List<Element> besides(Element node) {
        return Xml.children(Xml.parent(node))
                .filter(other -> List.of(NODES).contains(other.getLocalName()))
                .filter(other -> !other.equals(node))
                .toList();
    }

    /** Deletes a node with all that hangs on it. If one flow comes in and one goes out, they become one. */
    void delete(Element node) {
        bridge(node);
        everythingOn(node).forEach(Xml::remove);
        Xml.remove(node);
    }

    private List<Element> everythingOn(Element node) {
        Set<String> gone = new HashSet<>(Set.of(node.getAttribute("id")));
        Xml.all(node, NODES).forEach(child -> gone.add(child.getAttribute("id")));
        List<Element> attached = all("boundaryEvent").stream()
                .filter(event -> gone.contains(event.getAttribute("attachedToRef")))
                .filter(event -> !gone.contains(event.getAttribute("id")))
                .toList();
        attached.forEach(event -> gone.add(event.getAttribute("id")));
        List<Element> all = new ArrayList<>(attached);
        all("sequenceFlow", "association").stream()
                .filter(line ->
                        gone.contains(line.getAttribute("sourceRef")) || gone.contains(line.getAttribute("targetRef")))
                .filter(line -> !isIn(line, node))
                .forEach(all::add);
        return all;
    }

    private static boolean isIn(Element element, Element node) {
        return Stream.<Element>iterate(
                        element, at -> at.getParentNode() instanceof Element, at -> (Element) at.getParentNode())
                .anyMatch(node::equals);
    }

    /** Takes a node out of the line that it stands in. */
    void bridge(Element node) {
        List<Element> in = incoming(node);
        List<Element> out = outgoing(node);
        if (in.size() == 1 && out.size() == 1) {
            in.getFirst().setAttribute("targetRef", out.getFirst().getAttribute("targetRef"));
            Xml.remove(out.getFirst());
        }
    }

    /** Drops a node on a flow: the flow leads to it, and a new one leads on. */
    void dropOn(Element flow, Element node) {
        Element scope = Xml.parent(flow);
        if (!Xml.parent(node).equals(scope)) {
            scope.insertBefore(node, flow);
        }
        String target = flow.getAttribute("targetRef");
        flow.setAttribute("targetRef", node.getAttribute("id"));
        connect(scope, node.getAttribute("id"), target);
    }

    Element connect(Element scope, String source, String target) {
        Element flow = document.createElementNS(BPMN, "sequenceFlow");
        flow.setAttribute("id", fresh("Flow"));
        flow.setAttribute("sourceRef", source);
        flow.setAttribute("targetRef", target);
        scope.appendChild(flow);
        return flow;
    }

    /** A copy in the same scope, with ids of its own and not connected to anything. */
    Element copy(Element node) {
        Element copy = (Element) node.cloneNode(true);
        Map<String, String> ids = new HashMap<>();
        Stream.concat(Stream.of(copy), Xml.everything(copy).stream())
                .filter(element -> element.hasAttribute("id"))
                .forEach(element -> {
                    String id = fresh("Copy");
                    ids.put(element.getAttribute("id"), id);
                    element.setAttribute("id", id);
                });
        Xml.everything(copy)
                .forEach(element -> Stream.of("sourceRef", "targetRef", "attachedToRef", "default")
                        .filter(end -> ids.containsKey(element.getAttribute(end)))
                        .forEach(end -> element.setAttribute(end, ids.get(element.getAttribute(end)))));
        copy.removeAttribute("default");
        Xml.parent(node).insertBefore(copy, node.getNextSibling());
        return copy;
    }

    String fresh(String kind) {
        made++;
        return "%s_%d".formatted(kind, made);
    }

    Element element(String name) {
        return document.createElementNS(BPMN, name);
    }

    Element extension(String name) {
        return document.createElementNS(ZEEBE, "zeebe:" + name);
    }

    /** The Zeebe extensions of a node, made if there are none. */
    Element extensions(Element of) {
        return Xml.child(of, "extensionElements").orElseGet(() -> {
            Element extensions = element("extensionElements");
            Element after = Xml.child(of, "documentation").orElse(null);
            of.insertBefore(extensions, after == null ? of.getFirstChild() : after.getNextSibling());
            return extensions;
        });
    }

    Optional<Element> extension(Element of, String name) {
        return Xml.child(of, "extensionElements").flatMap(extensions -> Xml.child(extensions, name));
    }

    /** Makes an element another kind of element, with all that is in it. */
    Element rename(Element element, String name) {
        return (Element) document.renameNode(element, element.getNamespaceURI(), name);
    }

    /** The file, in which nodes know their flows and each element is drawn, as a modeler saves it. */
    String save() {
        for (Element node : nodes()) {
            Xml.children(node)
                    .filter(child -> List.of("incoming", "outgoing").contains(child.getLocalName()))
                    .toList()
                    .forEach(Xml::remove);
            Element last = Stream.of("documentation", "extensionElements")
                    .flatMap(name -> Xml.child(node, name).stream())
                    .reduce((one, other) -> other)
                    .orElse(null);
            for (String end : List.of("incoming", "outgoing")) {
                for (Element flow : end.equals("incoming") ? incoming(node) : outgoing(node)) {
                    Element told = element(end);
                    told.setTextContent(flow.getAttribute("id"));
                    node.insertBefore(told, last == null ? node.getFirstChild() : last.getNextSibling());
                    last = told;
                }
            }
        }
        draw();
        return Xml.write(document);
    }

    private void draw() {
        Set<String> there = new HashSet<>();
        List<Element> lines = all("sequenceFlow", "association");
        nodes().forEach(node -> there.add(node.getAttribute("id")));
        lines.forEach(line -> there.add(line.getAttribute("id")));
        all("textAnnotation").forEach(text -> there.add(text.getAttribute("id")));
        for (Element drawn : all("BPMNShape", "BPMNEdge")) {
            if (!there.remove(drawn.getAttribute("bpmnElement"))) {
                Xml.remove(drawn);
            }
        }
        all("BPMNPlane").stream().findFirst().ifPresent(plane -> {
            nodes().stream()
                    .map(node -> node.getAttribute("id"))
                    .filter(there::contains)
                    .forEach(id -> plane.appendChild(shape(id)));
            lines.stream()
                    .map(line -> line.getAttribute("id"))
                    .filter(there::contains)
                    .forEach(id -> plane.appendChild(edge(id)));
        });
    }

    private Element shape(String id) {
        Element shape = document.createElementNS(BPMNDI, "bpmndi:BPMNShape");
        shape.setAttribute("id", id + "_di");
        shape.setAttribute("bpmnElement", id);
        Element bounds = document.createElementNS(DC, "dc:Bounds");
        List.of("x", "y", "width", "height").forEach(side -> bounds.setAttribute(side, "50"));
        shape.appendChild(bounds);
        return shape;
    }

    private Element edge(String id) {
        Element edge = document.createElementNS(BPMNDI, "bpmndi:BPMNEdge");
        edge.setAttribute("id", id + "_di");
        edge.setAttribute("bpmnElement", id);
        for (String at : List.of("50", "100")) {
            Element point = document.createElementNS(DI, "di:waypoint");
            point.setAttribute("x", at);
            point.setAttribute("y", at);
            edge.appendChild(point);
        }
        return edge;
    }
}
