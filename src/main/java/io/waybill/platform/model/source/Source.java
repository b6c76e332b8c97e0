package io.waybill.platform.model.source;

import java.util.Locale;
import org.springframework.modulith.NamedInterface;

/**
 * A file of a model: a process (.bpmn), a decision (.dmn) or a form (.form).
 *
 * @param name of the file, with its extension
 * @param text of the file, in UTF-8
 */
@NamedInterface("source")
public record Source(String name, String text) {

    /** The extensions that a name can have, in small or capital letters. */
    public static final String NAMES = "(?i).+\\.(bpmn|dmn|form)";

    /** A name such as {@code Order.BPMN} as engines expect it: {@code Order.bpmn}. */
    public static String withSmallExtension(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot + 1) + name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    public boolean holdsDecisions() {
        return endsWith(".dmn");
    }

    public boolean holdsForm() {
        return endsWith(".form");
    }

    private boolean endsWith(String extension) {
        return name.toLowerCase(Locale.ROOT).endsWith(extension);
    }
}
