package io.waybill.platform.model.source;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import scala.jdk.javaapi.CollectionConverters;

/** Parses FEEL with the engine's own parser: whether it is valid, and what it needs. */
public final class FeelSyntax {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.create().build();
    static final String OR_ELSE = "get or else";

    private FeelSyntax() {}

    /**
     * An expression as written in a model.
     *
     * @param error why it is invalid; empty if it is valid
     */
    public record Expression(String error, Object parsed) {

        private static final Expression OF_TEXT = new Expression("", ConstNull$.MODULE$);

        public boolean isRight() {
            return error.isEmpty();
        }

        /** The variables without which it has no result. */
        public Set<String> needs() {
            FeelNames names = new FeelNames();
            names.of(parsed, Set.of(), true);
            return names.needs;
        }

        /** The fields that it reads of structured variables. */
        public Set<Field> fields() {
            FeelNames names = new FeelNames();
            names.of(parsed, Set.of(), true);
            return names.fields;
        }

        /** The fields whose value may be its result, unchanged. */
        public Set<Field> answers() {
            Set<Field> answers = new LinkedHashSet<>();
            addAnswers(parsed, answers);
            return answers;
        }

        /** Its value, if it is just a number, a text or a boolean. */
        public Optional<Object> literal() {
            return FeelSyntax.literal(parsed);
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
        return of(ENGINE.parseExpression(text));
    }

    /**
     * Reads the tests of an input.
     *
     * @param text of a cell of a decision table, such as {@code > 100}
     */
    public static Expression tests(String text) {
        return of(ENGINE.parseUnaryTests(text));
    }

    private static Expression of(ParseResult result) {
        return result.isFailure()
                ? new Expression(result.failure().message(), ConstNull$.MODULE$)
                : new Expression("", result.parsedExpression().expression());
    }

    /** Whether values fit a cell. */
    public static Predicate<Object> fitting(String tests) {
        ParsedExpression parsed = ENGINE.parseUnaryTests(tests).parsedExpression();
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
