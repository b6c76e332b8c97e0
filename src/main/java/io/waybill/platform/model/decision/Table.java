package io.waybill.platform.model.decision;

import io.waybill.platform.model.decision.Column.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which values fit which rules of a decision table. It is exact for {@link Cell#isPlain() plain} cells; of others it
 * only assumes that something fits them, and that the same fits another cell with the same text.
 */
final class Table {

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private int stepsLeft;

    /**
     * A rule.
     *
     * @param number in Camunda Modeler
     */
    record Row(int number, Rule rule, List<Side> sides) {

        boolean isOpaque() {
            return sides.stream().anyMatch(Side::isOpaque);
        }

        boolean neverFits() {
            return sides.stream()
                    .anyMatch(side -> !side.isOpaque() && side.parts().isEmpty());
        }

        @Override
        public String toString() {
            return "rule " + number;
        }
    }

    /** The table would take too long to check. */
    static final class TooLarge extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** @param mostSteps after which the table is too large */
    Table(DecisionTable table, int mostSteps) throws TooLarge {
        stepsLeft = mostSteps;
        List<Input> inputs = List.copyOf(table.getInputs());
        List<Rule> rules = List.copyOf(table.getRules());
        for (int i = 0; i < inputs.size(); i++) {
            int at = i;
            List<String> cells = rules.stream().map(rule -> cells(rule).get(at)).toList();
            Input input = inputs.get(i);
            Column column = new Column(
                    nameOf(input),
                    Objects.requireNonNullElse(input.getInputExpression().getTypeRef(), ""),
                    input.getInputValues() == null
                            ? ""
                            : text(input.getInputValues().getText()),
                    cells);
            columns.add(column);
            spend(column.size() * rules.size());
        }
        for (int i = 0; i < rules.size(); i++) {
            List<String> cells = cells(rules.get(i));
            List<Side> sides = IntStream.range(0, columns.size())
                    .mapToObj(at -> columns.get(at).side(cells.get(at)))
                    .toList();
            rows.add(new Row(i + 1, rules.get(i), sides));
        }
    }

    private static List<String> cells(Rule rule) {
        return rule.getInputEntries().stream()
                .map(InputEntry::getText)
                .map(Table::text)
                .toList();
    }

    static String text(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    static String nameOf(Input input) {
        String label = input.getLabel();
        return label == null || label.isBlank()
                ? text(input.getInputExpression().getText())
                : label.strip();
    }

    private void spend(int steps) throws TooLarge {
        stepsLeft -= steps;
        if (stepsLeft < 0) {
            throw new TooLarge();
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** The values that certainly no rule fits. */
    List<Hyperrectangle> gaps() throws TooLarge {
        return rest(everything(), rows.stream().map(this::reach).toList());
    }

    /** The values that no rule fits if nothing fits the opaque cells. */
    List<Hyperrectangle> gapsAtMost() throws TooLarge {
        return rest(
                everything(),
                rows.stream().filter(row -> !row.isOpaque()).map(this::reach).toList());
    }

    private Hyperrectangle everything() {
        return new Hyperrectangle(columns.stream().map(Column::all).toList());
    }

    /** All that may fit a rule. */
    private Hyperrectangle reach(Row row) {
        return new Hyperrectangle(IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    Side side = row.sides().get(i);
                    return side.isOpaque() ? columns.get(i).all() : side.parts();
                })
                .toList());
    }

    private List<Hyperrectangle> rest(Hyperrectangle whole, Collection<Hyperrectangle> taken) throws TooLarge {
        List<Hyperrectangle> rest = whole.isEmpty() ? List.of() : List.of(whole);
        for (Hyperrectangle one : taken) {
            spend((rest.size() + 1) * columns.size());
            rest = rest.stream().flatMap(part -> part.without(one).stream()).toList();
        }
        return rest;
    }

    /** The earlier rules that leave nothing to a rule; none if they leave something. */
    List<Row> coverOf(Row row, List<Row> earlier) throws TooLarge {
        List<Row> touching = earlier.stream()
                .filter(other -> !asSeenBy(row, other).and(asSeenBy(row, row)).isEmpty())
                .toList();
        for (Row other : touching) {
            if (rest(asSeenBy(row, row), List.of(asSeenBy(row, other))).isEmpty()) {
                return List.of(other);
            }
        }
        return rest(
                                asSeenBy(row, row),
                                touching.stream()
                                        .map(other -> asSeenBy(row, other))
                                        .toList())
                        .isEmpty()
                ? touching
                : List.of();
    }

    /**
     * Where a rule has an opaque cell, another covers all of it (if its cell fits anything or is the same) or nothing.
     */
    private Hyperrectangle asSeenBy(Row row, Row other) {
        return new Hyperrectangle(IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    Side own = row.sides().get(i);
                    Side its = other.sides().get(i);
                    if (!own.isOpaque()) {
                        return its.parts();
                    }
                    boolean all = own.opaque().equals(its.opaque())
                            || its.parts().equals(columns.get(i).all());
                    return all ? columns.get(i).all() : new BitSet();
                })
                .toList());
    }

    /** Something that certainly fits two rules, in words. */
    Optional<String> common(Row one, Row other) throws TooLarge {
        spend(columns.size());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Side first = one.sides().get(i);
            Side second = other.sides().get(i);
            Column column = columns.get(i);
            BitSet both = (BitSet) first.parts().clone();
            both.and(second.parts());
            if (!both.isEmpty()) {
                words.add(column.example(both));
            } else if (isIn(first, second, column) || isIn(second, first, column)) {
                words.add(column.name() + " as in " + (first.isOpaque() ? first : second).opaque());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(sentence(words.stream()));
    }

    private static boolean isIn(Side opaque, Side other, Column column) {
        return opaque.isOpaque() && (opaque.equals(other) || other.parts().equals(column.all()));
    }

    /** All values of some combinations, in words. */
    String words(Hyperrectangle some) {
        return sentence(IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).words(some.sides().get(i))));
    }

    private static String sentence(Stream<String> words) {
        String all = words.filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "anything" : all;
    }
}
