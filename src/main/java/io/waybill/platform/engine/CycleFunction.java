package io.waybill.platform.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.feel.context.JavaFunction;
import org.camunda.feel.context.JavaFunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;

/** {@code cycle(3, duration("PT1H"))}, which Zeebe adds to FEEL for timers. */
public final class CycleFunction extends JavaFunctionProvider {

    private static final String NAME = "cycle";

    private static final List<JavaFunction> FUNCTIONS = List.of(
            new JavaFunction(List.of("repetitions", "interval"), values -> cycle(values.getFirst(), values.getLast())),
            new JavaFunction(List.of("interval"), values -> cycle(ValNull$.MODULE$, values.getFirst())));

    @Override
    public Optional<JavaFunction> resolveFunction(String name) {
        throw new UnsupportedOperationException("cycle has several forms: call resolveFunctions");
    }

    @Override
    public List<JavaFunction> resolveFunctions(String name) {
        return name.equals(NAME) ? FUNCTIONS : List.of();
    }

    @Override
    public Collection<String> getFunctionNames() {
        return List.of(NAME);
    }

    private static Val cycle(Val repetitions, Val interval) {
        if (!(interval instanceof ValDayTimeDuration) && !(interval instanceof ValYearMonthDuration)) {
            return new ValError("cycle needs an interval that is a duration, not " + interval);
        }
        return switch (repetitions) {
            case ValNumber times ->
                new ValString("R%d/%s".formatted(times.value().intValue(), interval));
            case ValNull$ forEver -> new ValString("R/" + interval);
            default -> new ValError("cycle needs a number of repetitions, not " + repetitions);
        };
    }
}
