package io.waybill.platform.model;

import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a reader of a model sees: its elements and their properties, without the layout. */
final class Elements {

    private static final Set<String> LAYOUT = Set.of("BPMNDiagram", "DMNDI");
    private static final String DRAWN = "modelerTemplateIcon";
    private static final Set<String> FOLLOWS_FROM_ARROWS = Set.of("incoming", "outgoing");

    private static final Set<String> WRAPPERS = Set.of("extensionElements", "ioMapping", "taskHeaders", "properties");

    /** Attributes that identify one of several children of the same kind. */
    private static final List<String> KEYS = List.of("key", "target", "name");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("task definition type", "job type"),
            Map.entry("task definition retries", "retries"),
            Map.entry("modeler template", "template"),
            Map.entry("modeler template version", "template version"),
            Map.entry("subscription correlation key", "correlation key"),
            Map.entry("condition expression", "condition"),
            Map.entry("source ref", "beginning"),
            Map.entry("target ref", "end"),
            Map.entry("attached to ref", "attachment"),
            Map.entry("default", "default way"),
            Map.entry("input expression text", "expression"));

    private final Map<String, Element> found = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();

    private Elements() {}

    /**
     * An element of a model.
     *
     * @param kind such as "service task"
     * @param label its name, or its id if it has none
     * @param properties its values, by the name of the property in words
     */
    record Element(String kind, String label, Map<String, String> properties) {

        boolean isArrow() {
            return kind.equals("sequence flow");
        }

        @Override
        public String toString() {
            return "The %s %s".formatted(kind, label);
        }
    }

    /** All elements of a file. Forms are not read. */
    static Elements of(Source file) throws VettedXml.Refused {
        if (file.name().endsWith(".form")) {
            throw new VettedXml.Refused("Forms are not read", 0);
        }
        VettedXml.read(file.text());
        Elements elements = new Elements();
        Node root = parse(file.text());
        elements.label(root);
        elements.collect(root);
        return elements;
    }

    /** The elements by id, in the order of the file. */
    Map<String, Element> byId() {
        return found;
    }

    /** A value as a reader sees it: the name of an element if it is an element's id, otherwise the value in quotes. */
    String told(String value) {
        Element element = found.get(value);
        String label = element == null ? labels.get(value) : element.label();
        return label == null ? "“%s”".formatted(value) : label;
    }

    private static Node parse(String text) throws VettedXml.Refused {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new VettedXml.Refused("The file is not XML", 0);
        }
    }

    private void label(Node node) {
        String id = attribute(node, "id");
        String name = attribute(node, "name");
        if (id != null && name != null && !isArrow(node)) {
            labels.put(id, "“%s”".formatted(name.replaceAll("\\s+", " ").strip()));
        }
        children(node).forEach(this::label);
    }

    private void collect(Node node) {
        String id = attribute(node, "id");
        if (id != null && isElement(node)) {
            Map<String, String> properties = new TreeMap<>();
            attributes(node, "", properties);
            properties.remove("id");
            if (!isArrow(node)) {
                properties.remove("name");
            }
            children(node).forEach(child -> properties(child, words(child.getLocalName()), properties));
            found.put(id, new Element(words(node.getLocalName()), label(node, id), properties));
        }
        children(node).stream()
                .filter(child -> !LAYOUT.contains(child.getLocalName()))
                .forEach(this::collect);
    }

    /** Whether it is an element, not a part of one with an id of its own, such as the definition of a timer. */
    private static boolean isElement(Node node) {
        String name = node.getLocalName();
        return !name.endsWith("EventDefinition")
                && !name.endsWith("Entry")
                && !name.endsWith("Expression")
                && !name.endsWith("definitions");
    }

    private static boolean isArrow(Node node) {
        return node.getLocalName().equals("sequenceFlow");
    }

    private String label(Node node, String id) {
        return isArrow(node)
                ? "from %s to %s".formatted(known(attribute(node, "sourceRef")), known(attribute(node, "targetRef")))
                : known(id);
    }

    private String known(@Nullable String id) {
        return id == null ? "nowhere" : labels.getOrDefault(id, id);
    }

    private static void properties(Node node, String path, Map<String, String> properties) {
        String name = node.getLocalName();
        if (FOLLOWS_FROM_ARROWS.contains(name) || (attribute(node, "id") != null && isElement(node))) {
            return;
        }
        String key = KEYS.stream()
                .map(one -> attribute(node, one))
                .filter(one -> one != null)
                .findFirst()
                .map(one -> path + " " + one)
                .orElse(path);
        attributes(node, key + " ", properties);
        List<Node> children = children(node);
        String text = node.getTextContent().strip();
        if (children.isEmpty() && !text.isEmpty()) {
            put(key, text, properties);
        }
        for (Node child : children) {
            String below = isWrapper(name) ? "" : key + " ";
            properties(child, below + words(child.getLocalName()), properties);
        }
    }

    private static boolean isWrapper(String name) {
        return WRAPPERS.contains(name) || name.endsWith("EventDefinition");
    }

    private static void attributes(Node node, String path, Map<String, String> properties) {
        for (int i = 0; i < node.getAttributes().getLength(); i++) {
            Node attribute = node.getAttributes().item(i);
            String name = attribute.getLocalName() == null ? attribute.getNodeName() : attribute.getLocalName();
            boolean isNamespace = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                    || XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(attribute.getNamespaceURI());
            if (!isNamespace
                    && !name.equals(DRAWN)
                    && (path.isEmpty() || !(name.equals("id") || KEYS.contains(name)))) {
                put(path + words(name), attribute.getNodeValue(), properties);
            }
        }
    }

    private static void put(String path, String value, Map<String, String> properties) {
        properties.merge(WORDS.getOrDefault(path, path), value, (one, other) -> one + "; " + other);
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        NodeList all = node.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getNodeType() == Node.ELEMENT_NODE) {
                children.add(all.item(i));
            }
        }
        return children;
    }

    private static @Nullable String attribute(Node node, String name) {
        Node attribute = node.getAttributes().getNamedItem(name);
        return attribute == null ? null : attribute.getNodeValue();
    }

    /** "service task" from "serviceTask". */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
