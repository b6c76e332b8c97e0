package io.waybill.platform.model;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A change to a model, as an analyst might make it. */
final class Edit {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DRAWING = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    private final Document document;

    private Edit(Document document) {
        this.document = document;
    }

    static Edit of(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new Edit(factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String xml() {
        try {
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes elements, their shapes, and everything that refers to them. */
    Edit remove(String... ids) {
        for (String id : ids) {
            for (Element element : all("*")) {
                boolean isNamed = element.getLocalName().matches("incoming|outgoing")
                        && element.getTextContent().equals(id);
                if (isNamed
                        || element.getAttribute("id").equals(id)
                        || element.getAttribute("bpmnElement").equals(id)) {
                    remove(element);
                }
            }
        }
        return this;
    }

    private static void remove(Node node) {
        Node parent = node.getParentNode();
        if (parent != null) {
            parent.removeChild(node);
        }
    }

    Edit set(String id, String attribute, String value) {
        element(id).setAttribute(attribute, value);
        return this;
    }

    Edit unset(String id, String attribute) {
        element(id).removeAttribute(attribute);
        return this;
    }

    /** Makes it another kind of element. */
    Edit become(String id, String kind) {
        document.renameNode(element(id), BPMN, kind);
        return this;
    }

    Edit text(String id, String inside, String text) {
        inside(id, inside).setTextContent(text);
        return this;
    }

    Edit setInside(String id, String inside, String attribute, String value) {
        inside(id, inside).setAttribute(attribute, value);
        return this;
    }

    Edit removeInside(String id, String inside) {
        remove(inside(id, inside));
        return this;
    }

    /** Leads an arrow to another element. */
    Edit redirect(String flow, String target) {
        for (Element incoming : all("incoming")) {
            if (incoming.getTextContent().equals(flow)) {
                remove(incoming);
            }
        }
        element(target).appendChild(named("incoming", flow));
        sort(element(target));
        return set(flow, "targetRef", target);
    }

    /** Adds elements, written as XML, to a scope. */
    Edit add(String scope, String xml) {
        Document piece =
                of("<x xmlns='%s' xmlns:zeebe='%s' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>%s</x>"
                                .formatted(BPMN, ZEEBE, xml))
                        .document;
        NodeList children = piece.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            insert(element(scope), document.importNode(children.item(i), true));
        }
        return this;
    }

    /** Diagrams and associations come last. */
    private static void insert(Element parent, Node child) {
        Node before = null;
        NodeList children = parent.getChildNodes();
        for (int i = children.getLength() - 1; i >= 0; i--) {
            String name = String.valueOf(children.item(i).getLocalName());
            if (name.equals("association") || name.equals("BPMNDiagram")) {
                before = children.item(i);
            }
        }
        parent.insertBefore(child, before);
    }

    Edit flow(String scope, String id, String source, String target) {
        element(source).appendChild(named("outgoing", id));
        element(target).appendChild(named("incoming", id));
        sort(element(source));
        sort(element(target));
        return add(
                scope,
                "<sequenceFlow id='%s' name='then' sourceRef='%s' targetRef='%s'/>".formatted(id, source, target));
    }

    /** Connects a compensation event with its undo. */
    Edit annotate(String scope, String event, String undo) {
        Element association = document.createElementNS(BPMN, "association");
        association.setAttribute("id", "Association_" + event);
        association.setAttribute("associationDirection", "One");
        association.setAttribute("sourceRef", event);
        association.setAttribute("targetRef", undo);
        element(scope).appendChild(association);
        return this;
    }

    Edit addExtension(String id, String xml) {
        Element element = element(id);
        if (element.getElementsByTagNameNS("*", "extensionElements").getLength() == 0) {
            element.insertBefore(
                    document.createElementNS(BPMN, "extensionElements"),
                    inside(id, "documentation").getNextSibling());
        }
        Element extensions = inside(id, "extensionElements");
        extensions.setAttribute("id", "added");
        add("added", xml);
        extensions.removeAttribute("id");
        return this;
    }

    Edit setOutput(String id, String source, String target) {
        return addExtension(
                id,
                "<zeebe:ioMapping><zeebe:output source='%s' target='%s'/></zeebe:ioMapping>".formatted(source, target));
    }

    /** An interrupting timer at an activity. */
    Edit timerAt(String activity, String scope, String target) {
        return add(scope, """
                        <boundaryEvent id='Event_Deadline' name='Deadline' attachedToRef='%s'>
                          <timerEventDefinition id='D_Deadline'>
                            <timeDuration xsi:type='tFormalExpression'>PT1H</timeDuration>
                          </timerEventDefinition>
                        </boundaryEvent>""".formatted(activity))
                .addCause("Event_Deadline")
                .flow(scope, "Flow_Deadline", "Event_Deadline", target);
    }

    private Edit addCause(String id) {
        Element element = element(id);
        element.insertBefore(document.createElementNS(BPMN, "documentation"), element.getFirstChild());
        return setOutput(id, "=\"timed-out\"", "cause");
    }

    Edit move(String id, String scope) {
        element(scope).appendChild(element(id));
        return this;
    }

    /** Draws it somewhere; where does not matter here. */
    Edit draw(String id) {
        boolean isFlow = element(id).getLocalName().equals("sequenceFlow");
        Element drawn = document.createElementNS(DRAWING, isFlow ? "BPMNEdge" : "BPMNShape");
        drawn.setAttribute("id", id + "_drawn");
        drawn.setAttribute("bpmnElement", id);
        for (int i = 0; i < 2 && (isFlow || i == 0); i++) {
            Element place = isFlow
                    ? document.createElementNS("http://www.omg.org/spec/DD/20100524/DI", "waypoint")
                    : document.createElementNS("http://www.omg.org/spec/DD/20100524/DC", "Bounds");
            place.setAttribute("x", "0");
            place.setAttribute("y", "0");
            if (!isFlow) {
                place.setAttribute("width", "36");
                place.setAttribute("height", "36");
            }
            drawn.appendChild(place);
        }
        all("BPMNPlane").getFirst().appendChild(drawn);
        return this;
    }

    Edit undraw(String id) {
        for (Element element : all("*")) {
            if (element.getAttribute("bpmnElement").equals(id)) {
                remove(element);
            }
        }
        return this;
    }

    private Element named(String kind, String flow) {
        Element named = document.createElementNS(BPMN, kind);
        named.setTextContent(flow);
        return named;
    }

    /** The schema requires documentation, extensions, arrows and then the rest. */
    private static void sort(Element element) {
        List<Node> later = new ArrayList<>();
        List<Node> arrows = new ArrayList<>();
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            String name = String.valueOf(child.getLocalName());
            if (name.equals("incoming") || name.equals("outgoing")) {
                arrows.add(child);
            } else if (!name.equals("documentation") && !name.equals("extensionElements")) {
                later.add(child);
            }
        }
        arrows.stream().filter(arrow -> "incoming".equals(arrow.getLocalName())).forEach(element::appendChild);
        arrows.stream().filter(arrow -> "outgoing".equals(arrow.getLocalName())).forEach(element::appendChild);
        later.forEach(element::appendChild);
    }

    private Element element(String id) {
        return all("*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + id));
    }

    private Element inside(String id, String name) {
        NodeList found = element(id).getElementsByTagNameNS("*", name);
        if (found.getLength() == 0) {
            throw new IllegalArgumentException("There is no %s in %s".formatted(name, id));
        }
        return (Element) found.item(0);
    }

    private List<Element> all(String name) {
        List<Element> all = new ArrayList<>();
        NodeList found = document.getElementsByTagNameNS("*", name);
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}
