package io.waybill.platform.model.values;

import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.FeelSyntax.Evaluated;
import io.waybill.platform.model.source.FeelSyntax.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an expression is for certain values of its variables.
 *
 * @param given the variables that it reads
 */
public record Outcome(Map<String, Object> given, Evaluated result) {

    /**
     * Evaluates an expression for all combinations of samples.
     *
     * @param samples of each variable; empty if they are not known
     * @return empty if they are not known for all that it reads, or if there are too many combinations
     */
    static Optional<List<Outcome>> of(Expression expression, Function<String, Optional<List<Object>>> samples) {
        return Combinations.of(expression.reads(), samples)
                .map(all -> all.stream()
                        .map(given -> new Outcome(given, FeelSyntax.evaluate(expression, given)))
                        .toList());
    }

    /** A field of a model that is no expression. */
    public static Outcome ofText(String text) {
        return new Outcome(Map.of(), new Evaluated(text, List.of()));
    }

    /** The values of its variables, for the reader of a finding: "offer is 1"; empty if it reads none. */
    public String example() {
        return new TreeMap<>(given)
                .entrySet().stream()
                        .map(one -> "%s is %s".formatted(one.getKey(), Types.written(one.getValue())))
                        .collect(Collectors.joining(" and "));
    }
}
