package io.waybill.platform.engine.embedded.dialect;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.BaseDelegateExecution;
import org.operaton.bpm.engine.delegate.VariableScope;
import org.operaton.bpm.engine.impl.el.Expression;
import org.operaton.bpm.engine.impl.el.JuelExpressionManager;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/**
 * Where the engine expects an expression of its own, this reads FEEL if it begins with =, and a plain text otherwise.
 * Fields that begin with # were written by the {@link Translation}.
 */
final class FeelExpressions extends JuelExpressionManager {

    static final String JOB = "#job";
    static final String SCRIPT = "#script";
    static final String DECISION = "#decision";
    static final String TEXT = "#text ";

    /** A message's name and correlation key, which together make the name of an event. */
    private static final String MESSAGE = "#message ";

    /** The same for a boundary event, which does not see the element's own variables. */
    private static final String BOUNDARY_MESSAGE = "#boundary-message ";

    private static final String KEY = " #key ";

    private final Steps steps;

    FeelExpressions(Steps steps) {
        this.steps = steps;
    }

    static String message(String name, String key, boolean boundary) {
        return (boundary ? BOUNDARY_MESSAGE : MESSAGE) + name + KEY + key;
    }

    @Override
    public Expression createExpression(String text) {
        String field = text.strip();
        return switch (field) {
            case JOB -> of(text, scope -> steps.of(element(scope).jobType(scope)));
            case SCRIPT -> of(text, scope -> new Script(result(scope)));
            case DECISION -> of(text, scope -> new Decision(result(scope)));
            default -> {
                if (field.startsWith(TEXT)) {
                    yield of(
                            text,
                            scope -> named(scope, () -> Feel.text(field.substring(TEXT.length()), Names.of(scope))));
                }
                if (field.startsWith(MESSAGE)) {
                    yield of(
                            text, scope -> named(scope, () -> event(field.substring(MESSAGE.length()), inside(scope))));
                }
                if (field.startsWith(BOUNDARY_MESSAGE)) {
                    yield of(text, scope -> event(field.substring(BOUNDARY_MESSAGE.length()), Names.of(scope)));
                }
                yield field.startsWith("=")
                        ? of(text, scope -> Feel.read(field, Names.of(scope)))
                        : new Evaluated(text, scope -> text, true);
            }
        };
    }

    private static Expression of(String text, Evaluation evaluation) {
        return new Evaluated(text, evaluation, false);
    }

    private static String named(VariableScope scope, Supplier<String> name) {
        return Subscribing.isYetToBegin(scope) ? Subscribing.UNNAMED : name.get();
    }

    /** The engine asks for the names of events before it applies the mappings of the scope that waits for them. */
    private static Names inside(VariableScope scope) {
        Names names = Names.of(scope);
        ElementInfo element = scope instanceof ExecutionEntity execution && execution.isScope()
                ? ElementInfo.find(execution.getActivity())
                : null;
        return element == null
                ? names
                : names.with(ofScope((ExecutionEntity) scope) ? element.inputs().evaluate(names) : Map.of());
    }

    private static boolean ofScope(ExecutionEntity execution) {
        return execution.getActivity() != null && execution.getActivity().isScope();
    }

    private static String event(String field, Names names) {
        int at = field.lastIndexOf(KEY);
        String name = Feel.text(field.substring(0, at), names);
        String key = field.substring(at + KEY.length());
        Object value = Feel.read(key, names);
        if (value instanceof String || value instanceof Number) {
            return name + "/" + value;
        }
        throw new FeelFailed(
                "The correlation key of the message %s, %s, is neither a text nor a number".formatted(name, key));
    }

    private static ElementInfo element(VariableScope scope) {
        return ElementInfo.of((ExecutionEntity) scope);
    }

    private static ElementParts.Result result(VariableScope scope) {
        ElementParts.Result result = element(scope).parts().result();
        if (result == null) {
            throw new IllegalStateException(element(scope).id() + " has no result");
        }
        return result;
    }

    @FunctionalInterface
    private interface Evaluation {

        @Nullable
        Object in(VariableScope scope);
    }

    private record Evaluated(String text, Evaluation evaluation, boolean literal) implements Expression {

        @Override
        public @Nullable Object getValue(VariableScope scope) {
            return evaluation.in(scope);
        }

        @Override
        public @Nullable Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            return getValue(scope);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            throw new UnsupportedOperationException("An expression cannot be assigned to: " + text);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            setValue(value, scope);
        }

        @Override
        public String getExpressionText() {
            return text;
        }

        @Override
        public boolean isLiteralText() {
            return literal;
        }
    }
}
