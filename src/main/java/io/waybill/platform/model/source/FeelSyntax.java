package io.waybill.platform.model.source;

import io.waybill.platform.engine.CycleFunction;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;
import org.jspecify.annotations.Nullable;
import scala.Product;
import scala.jdk.javaapi.CollectionConverters;

/** Parses FEEL with the engine's own parser: whether it is valid, and what it needs. */
public final class FeelSyntax {

    static final String OR_ELSE = "get or else";

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava()
            .withFunctionProvider(new CycleFunction())
            .build();
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 50;

    private static final ParsedExpression NOTHING = new ParsedExpression(ConstNull$.MODULE$, "null");

    private FeelSyntax() {}

    /**
     * An expression as written in a model.
     *
     * @param error why it is invalid; empty if it is valid
     * @param source what it was parsed to; null, the value, if it is invalid
     */
    public record Expression(String error, ParsedExpression source) {

        private static final Expression OF_TEXT = new Expression("", NOTHING);

        /** Its syntax tree. */
        public Object parsed() {
            return source.expression();
        }

        public boolean isRight() {
            return error.isEmpty();
        }

        /** The variables without which it has no result. */
        public Set<String> needs() {
            return names().needs;
        }

        /** All variables that it reads. */
        public Set<String> reads() {
            return names().all;
        }

        private FeelNames names() {
            FeelNames names = new FeelNames();
            names.of(parsed(), Set.of(), true);
            return names;
        }

        /** The fields that it reads of structured variables. */
        public Set<Field> fields() {
            return names().fields;
        }

        /** The fields whose value may be its result, unchanged. */
        public Set<Field> answers() {
            Set<Field> answers = new LinkedHashSet<>();
            addAnswers(parsed(), answers);
            return answers;
        }

        /**
         * Whether it only compares variables with constants, or counts them: samples next to the constants then stand for
         * all values.
         */
        public boolean isComparison() {
            return FeelComparison.is(parsed());
        }

        /** Its value, if it is just a number, a text or a boolean. */
        public Optional<Object> literal() {
            return FeelSyntax.literal(parsed());
        }
    }

    /** Such as {@code policy.driversToTry}. */
    public record Field(String variable, String name) {}

    /**
     * Reads a field of a model.
     *
     * @param text with a leading =; without it, a plain text that needs nothing
     */
    public static Expression read(String text) {
        return text.startsWith("=") ? expression(text.substring(1)) : Expression.OF_TEXT;
    }

    /**
     * Reads an expression.
     *
     * @param text without the =, as in decisions
     */
    public static Expression expression(String text) {
        return parse(text, ENGINE::parseExpression);
    }

    /**
     * Reads the tests of an input.
     *
     * @param text of a cell of a decision table, such as {@code > 100}
     */
    public static Expression tests(String text) {
        return parse(text, ENGINE::parseUnaryTests);
    }

    private static Expression parse(String text, Function<String, ParseResult> parser) {
        if (text.length() > LONGEST) {
            return new Expression("it is too long, with more than %d characters".formatted(LONGEST), NOTHING);
        }
        if (depth(text) > DEEPEST) {
            return new Expression("it is nested more than %d levels deep".formatted(DEEPEST), NOTHING);
        }
        try {
            ParseResult result = parser.apply(text);
            return result.isFailure()
                    ? new Expression(result.failure().message(), NOTHING)
                    : new Expression("", result.parsedExpression());
        } catch (StackOverflowError e) {
            // The parser descends once for each operator, too.
            return new Expression("it is too long", NOTHING);
        }
    }

    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth--;
                default -> {}
            }
        }
        return deepest;
    }

    /**
     * The result of an expression.
     *
     * @param value null if there is none; a number is a Long or a Double
     * @param failures why there is none, or what was taken for null on the way to it
     */
    public record Evaluated(@Nullable Object value, List<String> failures) {}

    /** Evaluates an expression as the engines do. Variables that are not given are null. */
    public static Evaluated evaluate(Expression expression, Map<String, Object> variables) {
        EvaluationResult result = ENGINE.evaluate(expression.source(), variables);
        return new Evaluated(
                result.isSuccess() ? result.result() : null,
                result.isSuccess()
                        ? CollectionConverters.asJava(result.suppressedFailures()).stream()
                                .map(failure -> failure.failureMessage())
                                .toList()
                        : List.of(result.failure().message()));
    }

    /** Whether values fit a cell. */
    public static Predicate<Object> fitting(String tests) {
        ParsedExpression parsed = tests(tests).source();
        return value -> {
            EvaluationResult result = ENGINE.evaluateWithInput(parsed, value, Map.<String, Object>of());
            return result.isSuccess() && Boolean.TRUE.equals(result.result());
        };
    }

    public static Optional<Object> literal(Object part) {
        return switch (part) {
            case ConstNumber number -> Optional.of(number.value().bigDecimal().stripTrailingZeros());
            case ConstString text -> Optional.of(text.value());
            case ConstBool truth -> Optional.of(truth.value());
            case ArithmeticNegation negation ->
                literal(negation.x())
                        .filter(BigDecimal.class::isInstance)
                        .map(BigDecimal.class::cast)
                        .map(BigDecimal::negate);
            default -> Optional.empty();
        };
    }

    private static void addAnswers(Object part, Set<Field> answers) {
        switch (part) {
            case Ref ref -> field(ref).ifPresent(answers::add);
            case FunctionInvocation call -> {
                if (call.function().equals(OR_ELSE)) {
                    parameters(call).forEach(parameter -> addAnswers(parameter, answers));
                }
            }
            case If decision -> {
                addAnswers(decision.statement(), answers);
                addAnswers(decision.elseStatement(), answers);
            }
            default -> {}
        }
    }

    /** The numbers, texts and booleans that it names. */
    public static Set<Object> literals(Expression expression) {
        Set<Object> literals = new LinkedHashSet<>();
        addLiterals(expression.parsed(), literals);
        return literals;
    }

    private static void addLiterals(Object part, Set<Object> literals) {
        literal(part).ifPresentOrElse(literals::add, () -> {
            if (part instanceof Product product) {
                CollectionConverters.asJava(product.productIterator())
                        .forEachRemaining(inside -> addLiterals(inside, literals));
            }
        });
    }

    static Optional<Field> field(Ref ref) {
        return ref.names().size() < 2
                ? Optional.empty()
                : Optional.of(new Field(ref.names().head(), ref.names().apply(1)));
    }

    public static List<Exp> parameters(FunctionInvocation call) {
        return call.params() instanceof PositionalFunctionParameters positional
                ? CollectionConverters.asJava(positional.params())
                : List.of();
    }
}
