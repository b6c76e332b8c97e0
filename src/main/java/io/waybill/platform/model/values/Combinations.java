package io.waybill.platform.model.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All that several variables can be together. */
public final class Combinations {

    private static final int MOST = 300;

    private Combinations() {}

    /**
     * All combinations of the values of variables.
     *
     * @param values of each variable; empty if they are not known
     * @return empty if the values of one of them are not known, or if there are too many
     */
    public static Optional<List<Map<String, Object>>> of(
            Set<String> variables, Function<String, Optional<List<Object>>> values) {
        List<Map<String, Object>> combinations = List.of(Map.of());
        for (String variable : variables) {
            Optional<List<Object>> known = values.apply(variable);
            if (known.isEmpty() || combinations.size() * known.get().size() > MOST) {
                return Optional.empty();
            }
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> one : combinations) {
                for (Object value : known.get()) {
                    Map<String, Object> with = new HashMap<>(one);
                    with.put(variable, value);
                    more.add(with);
                }
            }
            combinations = more;
        }
        return Optional.of(combinations);
    }
}
