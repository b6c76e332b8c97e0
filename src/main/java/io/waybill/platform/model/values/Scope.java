package io.waybill.platform.model.values;

import io.waybill.platform.model.source.FeelSyntax;
import io.waybill.platform.model.source.FeelSyntax.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables that can be read somewhere, with samples of their values. */
public final class Scope {

    private final Map<String, Optional<List<Object>>> local;
    private final Function<String, Optional<List<Object>>> around;

    Scope(Map<String, Optional<List<Object>>> local, Function<String, Optional<List<Object>>> around) {
        this.local = local;
        this.around = around;
    }

    Map<String, Optional<List<Object>>> local() {
        return local;
    }

    Scope with(String name, Optional<List<Object>> some) {
        Map<String, Optional<List<Object>>> more = new LinkedHashMap<>(local);
        more.put(name, some);
        return new Scope(more, around);
    }

    private Optional<List<Object>> samplesOf(String name) {
        return local.containsKey(name) ? local.get(name) : around.apply(name);
    }

    /** What an expression is here; empty if that cannot be told. */
    public Optional<List<Outcome>> outcomes(Expression expression) {
        return expression.isRight() ? Outcome.of(expression, this::samplesOf) : Optional.empty();
    }

    /**
     * The values that a field of a model can have here; empty if they are not known.
     *
     * @param text with a leading = if it is an expression
     */
    Optional<List<Object>> values(@Nullable String text) {
        String field = text == null ? "" : text.strip();
        if (!field.startsWith("=")) {
            return Optional.of(List.of(field));
        }
        return outcomes(FeelSyntax.read(field)).map(outcomes -> {
            Set<Object> values = new LinkedHashSet<>();
            outcomes.forEach(outcome -> values.add(outcome.result().value()));
            return new ArrayList<>(values);
        });
    }
}
