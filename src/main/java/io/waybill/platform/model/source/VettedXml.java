package io.waybill.platform.model.source;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Vets an untrusted XML file before any other parser sees it: it must keep within limits and have no document type, and
 * nothing is fetched from elsewhere. It also finds the lines of elements.
 */
public final class VettedXml {

    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int DEEPEST = 60;
    private static final int MOST_ELEMENTS = 50_000;

    private final Map<String, Integer> lines = new HashMap<>();

    private VettedXml() {}

    /** Why a file is refused. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int line;

        public Refused(String message, int line) {
            super(message);
            this.line = line;
        }

        public int line() {
            return line;
        }
    }

    /** A file without its byte order mark, which is no mistake, but which parsers of texts do not expect. */
    public static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    public static VettedXml read(String marked) throws Refused {
        String text = withoutMark(marked);
        if (text.length() > LARGEST) {
            throw new Refused(
                    String.format(Locale.ROOT, "The file has %,d characters; the limit is %,d", text.length(), LARGEST),
                    0);
        }
        if (text.toLowerCase(Locale.ROOT).contains("<!doctype")) {
            throw new Refused("The file has a document type (<!DOCTYPE), which no model needs", 0);
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        VettedXml xml = new VettedXml();
        try {
            xml.read(factory.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new Refused("The file is not XML: " + firstLine(e), Math.max(0, line));
        }
        return xml;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException, Refused {
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new Refused("The file is in %s, not in UTF-8".formatted(encoding), 1);
        }
        int depth = 0;
        int elements = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            int line = reader.getLocation().getLineNumber();
            if (event == XMLStreamConstants.DTD) {
                throw new Refused("The file has a document type, which no model needs", line);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (++depth > DEEPEST) {
                    throw new Refused("Elements are nested more than %d levels deep".formatted(DEEPEST), line);
                }
                if (++elements > MOST_ELEMENTS) {
                    throw new Refused(
                            String.format(Locale.ROOT, "There are more than %,d elements", MOST_ELEMENTS), line);
                }
                String id = reader.getAttributeValue(null, "id");
                if (id != null) {
                    lines.putIfAbsent(id, line);
                }
            }
        }
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        return (text < 0 ? message : message.substring(text + 9))
                .lines()
                .findFirst()
                .orElse("");
    }

    /** The line of the element with an id; 0 if there is none. */
    public int line(String id) {
        return lines.getOrDefault(id, 0);
    }
}
