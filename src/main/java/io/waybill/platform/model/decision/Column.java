package io.waybill.platform.model.decision;

import io.waybill.platform.model.source.FeelSyntax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of an input of a decision table, divided into the parts that its cells distinguish: {@code > 100} and
 * {@code [100..200]} divide numbers into five, which are below 100, 100, between 100 and 200, 200, and above 200. FEEL
 * itself decides which parts fit a cell, by one sample of each. A missing value (null) is in none of them.
 */
final class Column {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final String name;
    /** Null if its values are not distinguished, such as dates and lists. */
    private final @Nullable Class<?> type;
    /** The literals of the cells. For numbers, part 2n + 1 is the n-th literal and part 2n the range before it. */
    private final List<Object> named;
    /** One value of each part. */
    private final List<Object> samples = new ArrayList<>();

    private final BitSet all;

    /**
     * What fits a cell.
     *
     * @param parts of the column that fit
     * @param opaque the text of the cell if it cannot be told which parts fit; otherwise empty
     */
    record Side(BitSet parts, String opaque) {

        boolean isOpaque() {
            return !opaque.isEmpty();
        }
    }

    /**
     * The column of an input.
     *
     * @param typeRef of the input; blank if it has none
     * @param allowed a cell that limits the values; blank if there is no limit
     */
    Column(String name, String typeRef, String allowed, Collection<String> cells) {
        this.name = name;
        List<Cell> plain = Stream.concat(Stream.of(allowed), cells.stream())
                .map(Cell::read)
                .filter(Cell::isPlain)
                .toList();
        type = typeOf(typeRef, plain);
        named = plain.stream()
                .filter(this::isUnderstood)
                .flatMap(cell -> cell.literals().stream())
                .distinct()
                .sorted()
                .toList();
        cut();
        BitSet any = new BitSet();
        any.set(0, samples.size());
        Cell only = Cell.read(allowed);
        all = isUnderstood(only) ? fitting(only, any) : any;
    }

    /** A literal as written in a cell. */
    static String written(Object literal) {
        return switch (literal) {
            case BigDecimal number -> number.toPlainString();
            case String text -> "\"" + text + "\"";
            default -> literal.toString();
        };
    }

    private static @Nullable Class<?> typeOf(String typeRef, List<Cell> cells) {
        if (!typeRef.isBlank() && !typeRef.equalsIgnoreCase("any")) {
            return literalType(typeRef);
        }
        Set<Class<?>> used = cells.stream()
                .flatMap(cell -> cell.literals().stream())
                .map(Object::getClass)
                .collect(Collectors.toSet());
        return used.size() == 1 ? used.iterator().next() : null;
    }

    /** The Java type of the literals of a type; null if it has none. */
    static @Nullable Class<?> literalType(String typeRef) {
        return switch (typeRef.toLowerCase(Locale.ROOT)) {
            case "number", "integer", "long", "double" -> BigDecimal.class;
            case "string" -> String.class;
            case "boolean" -> Boolean.class;
            default -> null;
        };
    }

    private boolean isUnderstood(Cell cell) {
        return cell.isAny()
                || (type != null && cell.isPlain() && cell.literals().stream().allMatch(type::isInstance));
    }

    private void cut() {
        if (type == BigDecimal.class) {
            for (int i = 0; i < named.size(); i++) {
                BigDecimal at = number(i);
                samples.add(
                        i == 0
                                ? at.subtract(BigDecimal.ONE)
                                : at.add(number(i - 1)).divide(TWO));
                samples.add(at);
            }
            samples.add(
                    named.isEmpty() ? BigDecimal.ZERO : number(named.size() - 1).add(BigDecimal.ONE));
        } else if (type == Boolean.class) {
            samples.addAll(List.of(true, false));
        } else {
            samples.addAll(named);
            // Stands for any value that no cell names.
            samples.add(named.stream().map(Object::toString).collect(Collectors.joining()) + "?");
        }
    }

    private BigDecimal number(int index) {
        return (BigDecimal) named.get(index);
    }

    private BitSet fitting(Cell cell, BitSet among) {
        if (cell.isAny()) {
            return among;
        }
        Predicate<Object> fits = FeelSyntax.fitting(cell.text());
        BitSet parts = new BitSet();
        among.stream().filter(part -> fits.test(samples.get(part))).forEach(parts::set);
        return parts;
    }

    Side side(String text) {
        Cell cell = Cell.read(text);
        return isUnderstood(cell) ? new Side(fitting(cell, all), "") : new Side(new BitSet(), cell.text());
    }

    BitSet all() {
        return all;
    }

    String name() {
        return name;
    }

    int size() {
        return samples.size();
    }

    /** Some parts in words; empty for all of them. */
    String words(BitSet parts) {
        if (parts.equals(all)) {
            return "";
        }
        if (type == BigDecimal.class) {
            return name + " " + ranges(parts);
        }
        if (type == Boolean.class) {
            return name + " " + samples.get(parts.nextSetBit(0));
        }
        boolean others = parts.get(samples.size() - 1);
        String some = Stream.iterate(0, i -> i < named.size(), i -> i + 1)
                .filter(i -> parts.get(i) != others)
                .map(i -> written(named.get(i)))
                .collect(Collectors.joining(" or "));
        return name + (others ? " other than " : " ") + some;
    }

    private String ranges(BitSet parts) {
        List<String> ranges = new ArrayList<>();
        for (int from = parts.nextSetBit(0); from >= 0; from = parts.nextSetBit(parts.nextClearBit(from))) {
            ranges.add(range(from, parts.nextClearBit(from) - 1));
        }
        return String.join(" or ", ranges);
    }

    private String range(int from, int to) {
        if (from == to && from % 2 == 1) {
            return written(named.get(from / 2));
        }
        List<String> ends = new ArrayList<>();
        if (from > 0) {
            ends.add(
                    from % 2 == 1
                            ? "from " + written(named.get(from / 2))
                            : "above " + written(named.get(from / 2 - 1)));
        }
        if (to < samples.size() - 1) {
            ends.add(to % 2 == 1 ? "up to " + written(named.get(to / 2)) : "below " + written(named.get(to / 2)));
        }
        return String.join(" and ", ends);
    }

    /** One value from these parts, in words. */
    String example(BitSet parts) {
        int part = parts.nextSetBit(0);
        if (parts.equals(all) || type == null) {
            return "";
        }
        if (type == BigDecimal.class) {
            return name + " " + written(samples.get(part));
        }
        BitSet one = new BitSet();
        one.set(part);
        return words(one);
    }
}
