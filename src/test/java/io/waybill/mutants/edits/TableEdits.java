package io.waybill.mutants.edits;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Edits of decision tables. */
final class TableEdits {

    static final List<Edit> ALL = List.of(
            new Edit(Kind.CELL, TableEdits::condition),
            new Edit(Kind.CELL, TableEdits::condition),
            new Edit(Kind.CELL, TableEdits::result),
            new Edit(Kind.CELL, TableEdits::result),
            new Edit(Kind.CELL, TableEdits::result),
            new Edit(Kind.CELL, TableEdits::swapCells),
            new Edit(Kind.DELETE, TableEdits::deleteRule),
            new Edit(Kind.DELETE, TableEdits::deleteColumn),
            new Edit(Kind.MOVE, TableEdits::moveRule),
            new Edit(Kind.DUPLICATE, TableEdits::copyRule),
            new Edit(Kind.SETTING, TableEdits::hitPolicy),
            new Edit(Kind.RENAME, TableEdits::rename),
            new Edit(Kind.RETYPE, TableEdits::type));

    private TableEdits() {}

    private static Optional<String> condition(Drawing drawing) {
        return change(
                drawing,
                "inputEntry",
                List.of(
                        "-",
                        "> 0",
                        "< 0",
                        "> 1000",
                        "<= 1000",
                        "[1..1000]",
                        "]1..1[",
                        "1,000",
                        "> 1,000",
                        "\"C-1\"",
                        "\"C-1\", \"C-2\"",
                        "not(\"C-1\")",
                        "list contains(?, 7)",
                        "null",
                        "true",
                        "C-1",
                        ">"));
    }

    private static Optional<String> result(Drawing drawing) {
        return change(
                drawing,
                "outputEntry",
                List.of(
                        "\"PT1S\"",
                        "\"PT0S\"",
                        "\"PT5M\"",
                        "\"P2D\"",
                        "\"P2H\"",
                        "PT1H",
                        "\"\"",
                        "\"soon\"",
                        "duration(\"PT1H\")",
                        "0",
                        "1",
                        "2",
                        "-1",
                        "2.5",
                        "1,000",
                        "\"3\"",
                        "null",
                        "total",
                        "",
                        "-"));
    }

    private static Optional<String> change(Drawing drawing, String kind, List<String> values) {
        return drawing.pick(drawing.all(kind))
                .flatMap(cell -> drawing.pick(values).map(value -> {
                    cell(cell).setTextContent(value);
                    return "the cell %s is %s".formatted(cell.getAttribute("id"), value);
                }));
    }

    private static Element cell(Element entry) {
        return Xml.child(entry, "text").orElseThrow();
    }

    private static Optional<String> swapCells(Drawing drawing) {
        List<Element> cells = drawing.all("outputEntry", "inputEntry");
        return drawing.pick(cells)
                .flatMap(one -> drawing.pick(cells).map(other -> {
                    String text = cell(one).getTextContent();
                    cell(one).setTextContent(cell(other).getTextContent());
                    cell(other).setTextContent(text);
                    return "swap the cells %s and %s".formatted(one.getAttribute("id"), other.getAttribute("id"));
                }));
    }

    private static Optional<String> deleteRule(Drawing drawing) {
        return drawing.pick(drawing.all("rule")).map(rule -> {
            Xml.remove(rule);
            return "delete the rule " + rule.getAttribute("id");
        });
    }

    private static Optional<String> deleteColumn(Drawing drawing) {
        boolean input = drawing.random().nextBoolean();
        List<Element> columns = drawing.all(input ? "input" : "output");
        return drawing.pick(columns).map(column -> {
            int at = columns.indexOf(column);
            Xml.remove(column);
            drawing.all("rule")
                    .forEach(rule -> Xml.children(rule)
                            .filter(entry -> entry.getLocalName().equals(input ? "inputEntry" : "outputEntry"))
                            .skip(at)
                            .findFirst()
                            .ifPresent(Xml::remove));
            return "delete the column “%s”".formatted(column.getAttribute("label"));
        });
    }

    private static Optional<String> moveRule(Drawing drawing) {
        return drawing.pick(drawing.all("rule")).map(rule -> {
            Element table = Xml.parent(rule);
            Element first = drawing.all("rule").getFirst();
            table.insertBefore(rule, rule.equals(first) ? null : first);
            return "move the rule %s to the %s"
                    .formatted(rule.getAttribute("id"), rule.equals(first) ? "end" : "beginning");
        });
    }

    private static Optional<String> copyRule(Drawing drawing) {
        return drawing.pick(drawing.all("rule")).map(rule -> {
            drawing.copy(rule);
            return "copy the rule " + rule.getAttribute("id");
        });
    }

    private static Optional<String> hitPolicy(Drawing drawing) {
        return drawing.pick(drawing.all("decisionTable")).map(table -> {
            String policy = drawing.pick(List.of("UNIQUE", "FIRST", "ANY", "COLLECT", "RULE ORDER", "PRIORITY"))
                    .orElseThrow();
            table.setAttribute("hitPolicy", policy);
            return "the hit policy is " + policy;
        });
    }

    private static Optional<String> rename(Drawing drawing) {
        return drawing.pick(drawing.all("output", "decision")).map(element -> {
            String attribute = element.getLocalName().equals("output") ? "name" : "id";
            String before = element.getAttribute(attribute);
            element.setAttribute(attribute, TypeEdits.typo(drawing, before));
            return "“%s” becomes “%s”".formatted(before, element.getAttribute(attribute));
        });
    }

    private static Optional<String> type(Drawing drawing) {
        return drawing.pick(drawing.all("output", "inputExpression")).map(element -> {
            String type = drawing.pick(List.of("string", "number", "boolean", "date", "dayTimeDuration", "Any"))
                    .orElseThrow();
            element.setAttribute("typeRef", type);
            return "%s is a %s".formatted(element.getAttribute("id"), type);
        });
    }
}
