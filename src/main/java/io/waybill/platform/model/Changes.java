package io.waybill.platform.model;

import io.waybill.platform.model.Elements.Element;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.model.source.VettedXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes in words what changed between two versions of a model. */
public final class Changes {

    private static final int LONGEST_VALUE = 120;

    private final List<String> told = new ArrayList<>();

    private Changes() {}

    /** The changes, one sentence each; none if there is no earlier version. */
    public static List<String> between(List<Source> before, List<Source> after) {
        if (before.isEmpty()) {
            return List.of();
        }
        Changes changes = new Changes();
        Map<String, Source> old = byName(before);
        Map<String, Source> now = byName(after);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            changes.file(name, old.get(name), now.get(name));
        }
        return List.copyOf(changes.told);
    }

    private static Map<String, Source> byName(List<Source> files) {
        return files.stream().collect(Collectors.toMap(Source::name, Function.identity()));
    }

    private void file(String name, @Nullable Source before, @Nullable Source after) {
        if (before == null) {
            told.add("The file %s is new".formatted(name));
        } else if (after == null) {
            told.add("The file %s was removed".formatted(name));
        } else if (!before.text().equals(after.text())) {
            int known = told.size();
            try {
                elements(Elements.of(before), Elements.of(after));
            } catch (VettedXml.Refused unreadable) {
                told.add("The file %s changed".formatted(name));
            }
            if (told.size() == known) {
                told.add("Only the layout of the file %s changed".formatted(name));
            }
        }
    }

    private void elements(Elements before, Elements after) {
        after.byId().forEach((id, element) -> {
            Element old = before.byId().get(id);
            if (old == null) {
                told.add("%s is new".formatted(element));
            } else {
                tellKind(old, element);
                tellProperties(before, old, after, element);
            }
        });
        before.byId().forEach((id, element) -> {
            if (!after.byId().containsKey(id)) {
                told.add("%s was removed".formatted(element));
            }
        });
    }

    private void tellKind(Element before, Element after) {
        if (!before.kind().equals(after.kind())) {
            told.add("%s is now: %s".formatted(before, after.kind()));
        }
        if (!before.isArrow() && !before.label().equals(after.label())) {
            told.add("%s is now called %s".formatted(before, after.label()));
        }
    }

    private void tellProperties(Elements before, Element old, Elements after, Element element) {
        Set<String> properties = new TreeSet<>(old.properties().keySet());
        properties.addAll(element.properties().keySet());
        for (String property : properties) {
            String was = old.properties().get(property);
            String is = element.properties().get(property);
            if (was == null) {
                told.add("%s now has the %s %s".formatted(old, property, value(after, is)));
            } else if (is == null) {
                told.add("%s: the %s was removed; it was %s".formatted(old, property, value(before, was)));
            } else if (!was.equals(is)) {
                told.add("%s: the %s changed from %s to %s"
                        .formatted(old, property, value(before, was), value(after, is)));
            }
        }
    }

    private static String value(Elements model, @Nullable String value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        return model.told(text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text);
    }
}
