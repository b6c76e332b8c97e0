package io.waybill.platform.model;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A change to an XML file that no editor would make. Numbers choose what is changed, modulo how many there are.
 *
 * @param kind of the change
 * @param element that is changed
 * @param detail which of its attributes, or which other element
 * @param value what it becomes
 */
record Mutation(int kind, int element, int detail, int value) {

    static final int KINDS = 10;

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "=",
            "=x",
            "-1",
            "0",
            "2147483648",
            "=1/0",
            "=[1..",
            "=" + "(".repeat(300) + "1" + ")".repeat(300),
            "=" + "1+".repeat(3_000) + "1",
            "PT",
            "R/PT0S",
            "R-1/PT1M",
            "=get or else(",
            "=for x in",
            "=orderId",
            "=\"P2H\"",
            "=shortage > 0",
            "> 1,000,000",
            "서울 🚚",
            "a/b\\c\"d'e<f>&g",
            "x".repeat(20_000));

    static String apply(String xml, List<Mutation> mutations) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            for (Mutation mutation : mutations) {
                mutation.apply(document);
            }
            StringWriter text = new StringWriter();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(text));
            return mutations.getFirst().cut(text.toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(Document document) {
        List<Element> all = elements(document);
        if (all.isEmpty()) {
            return;
        }
        Element one = all.get(element % all.size());
        Element other = all.get(detail % all.size());
        switch (kind) {
            case 0 -> remove(one);
            case 1 -> one.removeAttribute(attribute(one).getName());
            case 2 -> one.setAttribute(attribute(one).getName(), VALUES.get(value % VALUES.size()));
            case 3 -> one.setAttribute(attribute(one).getName(), other.getAttribute("id"));
            case 4 -> one.getParentNode().insertBefore(one.cloneNode(true), one);
            case 5 -> move(one, other);
            case 6 -> one.setTextContent(VALUES.get(value % VALUES.size()));
            case 7 -> document.renameNode(one, other.getNamespaceURI(), other.getNodeName());
            case 8 ->
                one.setAttribute(attribute(other).getName(), attribute(other).getValue());
            default -> {}
        }
    }

    /** The last kind: the file ends too early, or says that it is in another encoding. */
    private String cut(String xml) {
        if (kind != KINDS - 1) {
            return xml;
        }
        return detail % 3 == 0
                ? xml.replaceFirst("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
                : xml.substring(0, element % xml.length());
    }

    private static List<Element> elements(Document document) {
        NodeList found = document.getElementsByTagName("*");
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            // The root has no siblings, and what is drawn means nothing.
            if (i > 0 && !found.item(i).getNodeName().matches(".*(di|dc|dmndi):.*")) {
                all.add((Element) found.item(i));
            }
        }
        return all;
    }

    private Attr attribute(Element of) {
        if (of.getAttributes().getLength() == 0) {
            of.setAttribute("id", "made-" + detail);
        }
        return (Attr) of.getAttributes().item(detail % of.getAttributes().getLength());
    }

    private static void remove(Element one) {
        Node parent = one.getParentNode();
        if (parent != null && parent.getNodeType() == Node.ELEMENT_NODE) {
            parent.removeChild(one);
        }
    }

    private static void move(Element one, Element to) {
        for (Node at = to; at != null; at = at.getParentNode()) {
            if (at.equals(one)) {
                return;
            }
        }
        to.appendChild(one);
    }
}
