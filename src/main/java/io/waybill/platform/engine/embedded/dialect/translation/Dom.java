package io.waybill.platform.engine.embedded.dialect.translation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The parts of the DOM that are needed here. */
final class Dom {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
    static final String OPERATON = "http://operaton.org/schema/1.0/bpmn";

    private Dom() {}

    static Document read(InputStream in) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in);
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("The model cannot be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] write(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All elements with this name; {@code *} for any name. The DOM's own list of them is slow. */
    static List<Element> all(Document document, String namespace, String name) {
        return withDescendants(document.getDocumentElement())
                .filter(element -> namespace.equals(element.getNamespaceURI())
                        && (name.equals("*") || name.equals(element.getLocalName())))
                .toList();
    }

    private static Stream<Element> withDescendants(Element element) {
        return Stream.concat(Stream.of(element), children(element).flatMap(Dom::withDescendants));
    }

    static Stream<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children.stream();
    }

    static Optional<Element> child(Element parent, String namespace, String name) {
        return children(parent).filter(child -> is(child, namespace, name)).findFirst();
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    /** A Zeebe extension of an element, by its name. */
    static Optional<Element> extension(Element element, String name) {
        return child(element, BPMN, "extensionElements").flatMap(extensions -> child(extensions, ZEEBE, name));
    }

    /** As Zeebe reads models, an empty attribute is none. */
    static Optional<String> attribute(Element element, String name) {
        return Optional.of(element.getAttribute(name)).filter(value -> !value.isEmpty());
    }

    static Element parent(Element element) {
        return (Element) element.getParentNode();
    }
}
