package io.waybill.platform.engine.embedded.dialect.translation;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Json;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The input or output mappings of an element, as one FEEL context, which is how Zeebe evaluates them: each mapping sees
 * the names that earlier ones defined.
 */
public final class Mappings {

    static final Mappings NONE = new Mappings("{}", true);

    /** @param source an expression with a leading =, or a text */
    record Mapping(String source, String target) {}

    private final String context;
    private final boolean empty;

    private Mappings(String context, boolean empty) {
        this.context = context;
        this.empty = empty;
    }

    static Mappings inputs(List<Mapping> mappings) {
        return of(mappings, false);
    }

    /** A target such as {@code order.total} is added to the existing order. */
    static Mappings outputs(List<Mapping> mappings) {
        return of(mappings, true);
    }

    private static Mappings of(List<Mapping> mappings, boolean merged) {
        Map<String, Object> tree = new LinkedHashMap<>();
        mappings.forEach(mapping -> put(tree, List.of(mapping.target().split("\\.")), mapping.source()));
        return mappings.isEmpty() ? NONE : new Mappings(context(tree, "", merged), false);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, List<String> path, String source) {
        if (path.size() == 1) {
            tree.put(path.getFirst(), source);
        } else {
            Object inner = tree.get(path.getFirst());
            if (!(inner instanceof Map)) {
                inner = new LinkedHashMap<String, Object>();
                tree.put(path.getFirst(), inner);
            }
            put((Map<String, Object>) inner, path.subList(1, path.size()), source);
        }
    }

    private static String context(Map<String, Object> tree, String path, boolean merged) {
        StringJoiner entries = new StringJoiner(",", "{", "}");
        tree.forEach((name, value) -> entries.add(name + ":" + value(value, path + name, merged)));
        return entries.toString();
    }

    @SuppressWarnings("unchecked")
    private static String value(Object value, String path, boolean merged) {
        if (value instanceof String source) {
            return source.startsWith("=") ? source.substring(1) : quoted(source);
        }
        String inner = context((Map<String, Object>) value, path + ".", merged);
        return merged ? "if (%1$s != null) then context merge(%1$s,%2$s) else %2$s".formatted(path, inner) : inner;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    public boolean isEmpty() {
        return empty;
    }

    public Map<String, @Nullable Object> evaluate(Names names) {
        return empty ? Map.of() : Json.map(Feel.map(context, names));
    }
}
