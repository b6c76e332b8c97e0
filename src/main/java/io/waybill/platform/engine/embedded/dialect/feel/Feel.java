package io.waybill.platform.engine.embedded.dialect.feel;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.waybill.platform.engine.CycleFunction;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.CustomContext;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.util.ClockUtil;
import scala.Option;
import scala.Some;
import scala.jdk.javaapi.CollectionConverters;

/** FEEL as Zeebe evaluates it: the same library, the same values in JSON. */
public final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava()
            .withCustomValueMapper(new JsonValues())
            .withFunctionProvider(new CycleFunction())
            .withClock(() -> ZonedDateTime.ofInstant(ClockUtil.getCurrentTime().toInstant(), ZoneId.systemDefault()))
            .build();

    /** Far more than a company's models contain. There only has to be some limit. */
    private static final int KEPT = 20_000;

    private static final LoadingCache<String, ParsedExpression> EXPRESSIONS =
            Caffeine.newBuilder().maximumSize(KEPT).build(text -> parsed(text, ENGINE.parseExpression(text)));

    private static final LoadingCache<String, ParsedExpression> TESTS =
            Caffeine.newBuilder().maximumSize(KEPT).build(text -> parsed(text, ENGINE.parseUnaryTests(text)));

    private Feel() {}

    /**
     * Evaluates an expression to JSON.
     *
     * @param expression without the leading =
     */
    public static @Nullable Object evaluate(String expression, Names names) {
        return result(expression, ENGINE.evaluate(EXPRESSIONS.get(expression), context(names)));
    }

    /**
     * Whether an input passes the tests.
     *
     * @param tests a cell of a decision table, such as {@code > 100}
     */
    public static boolean test(String tests, @Nullable Object input, Names names) {
        return Boolean.TRUE.equals(result(tests, ENGINE.evaluateWithInput(TESTS.get(tests), input, context(names))));
    }

    /** The value of a field in a model: that of an expression if it begins with =, otherwise the text itself. */
    public static @Nullable Object read(String field, Names names) {
        return field.startsWith("=") ? evaluate(field.substring(1), names) : field;
    }

    /**
     * The value, which has to be a text.
     *
     * @throws FeelFailed if it is not
     */
    public static String text(String field, Names names) {
        if (read(field, names) instanceof String text) {
            return text;
        }
        throw new FeelFailed("%s is not a text".formatted(field));
    }

    /**
     * The value, which has to be a list.
     *
     * @throws FeelFailed if it is not
     */
    public static List<?> list(String field, Names names) {
        if (read(field, names) instanceof List<?> list) {
            return list;
        }
        throw new FeelFailed("%s is not a list".formatted(field));
    }

    /**
     * The value, which has to be a boolean.
     *
     * @throws FeelFailed if it is not
     */
    public static boolean truth(String field, Names names) {
        if (read(field, names) instanceof Boolean truth) {
            return truth;
        }
        throw new FeelFailed("%s is neither true nor false".formatted(field));
    }

    /**
     * The value, which has to be a context.
     *
     * @throws FeelFailed if it is not
     */
    public static Map<?, ?> map(String expression, Names names) {
        if (evaluate(expression, names) instanceof Map<?, ?> map) {
            return map;
        }
        throw new FeelFailed("%s is not a context".formatted(expression));
    }

    private static ParsedExpression parsed(String text, ParseResult result) {
        if (result.isFailure()) {
            throw new FeelFailed(
                    "%s is not valid FEEL: %s".formatted(text, result.failure().message()));
        }
        return result.parsedExpression();
    }

    private static @Nullable Object result(String text, EvaluationResult result) {
        if (result.isFailure()) {
            throw new FeelFailed("%s cannot be evaluated: %s"
                    .formatted(text, result.failure().message()));
        }
        return result.result();
    }

    private static Context context(Names names) {
        VariableProvider variables = new VariableProvider() {
            @Override
            public Option<Object> getVariable(String name) {
                return names.has(name) ? new Some<>(names.get(name)) : Option.empty();
            }

            @Override
            public scala.collection.Iterable<String> keys() {
                return CollectionConverters.asScala(names.all());
            }
        };
        return new CustomContext() {
            @Override
            public VariableProvider variableProvider() {
                return variables;
            }

            @Override
            public FunctionProvider functionProvider() {
                return FunctionProvider.EmptyFunctionProvider$.MODULE$;
            }
        };
    }
}
