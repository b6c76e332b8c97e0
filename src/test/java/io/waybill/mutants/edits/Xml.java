package io.waybill.mutants.edits;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Reads, writes and walks an XML file. */
final class Xml {

    private Xml() {}

    static Document read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String write(Document document) {
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

    /** All elements below this one with one of these names, without their prefixes, in document order. */
    static List<Element> all(Element under, String... names) {
        Set<String> wanted = Set.of(names);
        return everything(under).stream()
                .filter(element -> wanted.contains(element.getLocalName()))
                .toList();
    }

    /** All elements below this one, in document order. */
    static List<Element> everything(Element under) {
        List<Element> all = new ArrayList<>();
        collect(under, all);
        return all;
    }

    private static void collect(Element under, List<Element> all) {
        children(under).forEach(child -> {
            all.add(child);
            collect(child, all);
        });
    }

    static Stream<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children.stream();
    }

    static Optional<Element> child(Element of, String name) {
        return children(of).filter(child -> child.getLocalName().equals(name)).findFirst();
    }

    static Element parent(Element of) {
        return (Element) of.getParentNode();
    }

    static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }
}
