package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.FeelFailed;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import io.waybill.platform.engine.embedded.dialect.translation.Marks;
import io.waybill.platform.engine.embedded.dialect.translation.Translation;
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
public final class FeelExpressions extends JuelExpressionManager {

    private final Steps steps;

    public FeelExpressions(Steps steps) {
        this.steps = steps;
    }

    @Override
    public Expression createExpression(String text) {
        String field = text.strip();
        return switch (field) {
            case Marks.JOB -> of(text, scope -> steps.of(element(scope).jobType(scope)));
            case Marks.SCRIPT -> of(text, scope -> new Script(result(scope)));
            case Marks.DECISION -> of(text, scope -> new Decision(result(scope)));
            default -> {
                if (field.startsWith(Marks.TEXT)) {
                    yield of(
                            text,
                            scope -> named(
                                    scope, () -> Feel.text(field.substring(Marks.TEXT.length()), Names.of(scope))));
                }
                if (field.startsWith(Marks.MESSAGE)) {
                    yield of(
                            text,
                            scope -> named(scope, () -> event(field.substring(Marks.MESSAGE.length()), inside(scope))));
                }
                if (field.startsWith(Marks.BOUNDARY_MESSAGE)) {
                    yield of(text, scope -> event(field.substring(Marks.BOUNDARY_MESSAGE.length()), Names.of(scope)));
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
        int at = field.lastIndexOf(Marks.KEY);
        String name = Feel.text(field.substring(0, at), names);
        String key = field.substring(at + Marks.KEY.length());
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
