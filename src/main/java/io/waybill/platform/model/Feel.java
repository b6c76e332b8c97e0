package io.waybill.platform.model;

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
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import scala.Product;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** Parses FEEL with the engine's own parser: whether it is valid, and what it needs. */
final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.create().build();
    private static final String OR_ELSE = "get or else";
    /** Functions that are called because a variable may be missing. */
    private static final Set<String> TOLERANT = Set.of(OR_ELSE, "is defined");

    private Feel() {}

    /**
     * An expression as written in a model.
     *
     * @param error why it is invalid; empty if it is valid
     */
    record Expression(String error, Object parsed) {

        private static final Expression OF_TEXT = new Expression("", ConstNull$.MODULE$);

        boolean isRight() {
            return error.isEmpty();
        }

        /** The variables without which it has no result. */
        Set<String> needs() {
            Names names = new Names();
            names.of(parsed, Set.of(), true);
            return names.needs;
        }

        /** The fields that it reads of structured variables. */
        Set<Field> fields() {
            Names names = new Names();
            names.of(parsed, Set.of(), true);
            return names.fields;
        }

        /** The fields whose value may be its result, unchanged. */
        Set<Field> answers() {
            Set<Field> answers = new LinkedHashSet<>();
            addAnswers(parsed, answers);
            return answers;
        }

        /** Its value, if it is just a number, a text or a boolean. */
        Optional<Object> literal() {
            return Feel.literal(parsed);
        }
    }

    /** Such as {@code policy.driversToTry}. */
    record Field(String variable, String name) {}

    /** @param text with a leading =; without it, a plain text that needs nothing */
    static Expression read(String text) {
        return text.startsWith("=") ? expression(text.substring(1)) : Expression.OF_TEXT;
    }

    /** @param text without the =, as in decisions */
    static Expression expression(String text) {
        return of(ENGINE.parseExpression(text));
    }

    /** @param text of a cell of a decision table, such as {@code > 100} */
    static Expression tests(String text) {
        return of(ENGINE.parseUnaryTests(text));
    }

    private static Expression of(ParseResult result) {
        return result.isFailure()
                ? new Expression(result.failure().message(), ConstNull$.MODULE$)
                : new Expression("", result.parsedExpression().expression());
    }

    /** Whether values fit a cell. */
    static Predicate<Object> fitting(String tests) {
        ParsedExpression parsed = ENGINE.parseUnaryTests(tests).parsedExpression();
        return value -> {
            EvaluationResult result = ENGINE.evaluateWithInput(parsed, value, Map.<String, Object>of());
            return result.isSuccess() && Boolean.TRUE.equals(result.result());
        };
    }

    static Optional<Object> literal(Object part) {
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

    private static Optional<Field> field(Ref ref) {
        return ref.names().size() < 2
                ? Optional.empty()
                : Optional.of(new Field(ref.names().head(), ref.names().apply(1)));
    }

    static List<Exp> parameters(FunctionInvocation call) {
        return call.params() instanceof PositionalFunctionParameters positional
                ? CollectionConverters.asJava(positional.params())
                : List.of();
    }

    private static final class Names {

        final Set<String> needs = new LinkedHashSet<>();
        final Set<Field> fields = new LinkedHashSet<>();

        /**
         * @param own names that the expression itself defines
         * @param needed whether there is no result without this part
         */
        private void of(Object part, Set<String> own, boolean needed) {
            switch (part) {
                case Ref ref -> {
                    String name = ref.names().head();
                    if (!own.contains(name)) {
                        if (needed) {
                            needs.add(name);
                        }
                        field(ref).ifPresent(fields::add);
                    }
                }
                case FunctionInvocation call -> {
                    List<Exp> parameters = parameters(call);
                    if (call.function().equals(OR_ELSE) && parameters.size() == 2) {
                        of(parameters.getFirst(), own, false);
                        // The default is needed if the value is missing.
                        of(parameters.getLast(), own, needed);
                    } else {
                        all(call, own, needed && !TOLERANT.contains(call.function()));
                    }
                }
                case Equal comparison ->
                    all(comparison, own, needed && !comparison.y().equals(ConstNull$.MODULE$));
                case If decision -> {
                    of(decision.condition(), own, needed);
                    // Only one branch is evaluated.
                    of(decision.statement(), own, false);
                    of(decision.elseStatement(), own, false);
                }
                case ConstContext context -> {
                    Set<String> with = new LinkedHashSet<>(own);
                    CollectionConverters.asJava(context.entries()).forEach(entry -> {
                        of(entry._2(), with, needed);
                        with.add(entry._1());
                    });
                }
                case For loop -> {
                    Set<String> with = new LinkedHashSet<>(own);
                    with.add("partial");
                    CollectionConverters.asJava(loop.iterators()).forEach(iterator -> {
                        of(iterator._2(), with, needed);
                        with.add(iterator._1());
                    });
                    of(loop.exp(), with, needed);
                }
                case Filter filter -> {
                    of(filter.list(), own, needed);
                    // Names in a filter may be fields of the list's elements.
                    of(filter.filter(), own, false);
                }
                case FunctionDefinition function -> {
                    Set<String> with = new LinkedHashSet<>(own);
                    with.addAll(CollectionConverters.asJava(function.parameters()));
                    of(function.body(), with, needed);
                }
                case SomeItem some -> quantified(some.iterators(), some.condition(), own, needed);
                case EveryItem every -> quantified(every.iterators(), every.condition(), own, needed);
                case Product other -> all(other, own, needed);
                default -> {}
            }
        }

        private void quantified(
                scala.collection.immutable.List<Tuple2<String, Exp>> iterators,
                Exp condition,
                Set<String> own,
                boolean needed) {
            Set<String> with = new LinkedHashSet<>(own);
            CollectionConverters.asJava(iterators).forEach(iterator -> {
                of(iterator._2(), with, needed);
                with.add(iterator._1());
            });
            of(condition, with, needed);
        }

        private void all(Product product, Set<String> own, boolean needed) {
            CollectionConverters.asJava(product.productIterator()).forEachRemaining(part -> of(part, own, needed));
        }
    }
}
