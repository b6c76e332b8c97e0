package io.waybill.model;

import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import scala.Product;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** Reads FEEL with the engine's own parser: whether it is right, and which variables it needs. */
final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.create().build();
    /** Functions that are called just because a variable may be missing. */
    private static final Set<String> TOLERANT = Set.of("get or else", "is defined");

    private Feel() {}

    /**
     * An expression as it stands in a model.
     *
     * @param error why it is none; empty if it is one
     * @param needs the variables without which it has no result
     * @param mayHave those that it can do without
     */
    record Expression(String error, Set<String> needs, Set<String> mayHave) {

        boolean isRight() {
            return error.isEmpty();
        }
    }

    /** @param text with the = in front; without one it is a text that needs nothing */
    static Expression read(String text) {
        if (!text.startsWith("=")) {
            return new Expression("", Set.of(), Set.of());
        }
        ParseResult result = ENGINE.parseExpression(text.substring(1));
        if (result.isFailure()) {
            return new Expression(result.failure().message(), Set.of(), Set.of());
        }
        ParsedExpression parsed = result.parsedExpression();
        Names names = new Names();
        names.of(parsed.expression(), Set.of(), true);
        names.mayHave.removeAll(names.needs);
        return new Expression("", names.needs, names.mayHave);
    }

    private static final class Names {

        final Set<String> needs = new LinkedHashSet<>();
        final Set<String> mayHave = new LinkedHashSet<>();

        /**
         * @param own names that the expression itself gives to something
         * @param needed whether there is no result without them
         */
        private void of(Object part, Set<String> own, boolean needed) {
            switch (part) {
                case Ref ref -> {
                    String name = ref.names().head();
                    if (!own.contains(name)) {
                        (needed ? needs : mayHave).add(name);
                    }
                }
                case FunctionInvocation call -> all(call, own, needed && !TOLERANT.contains(call.function()));
                case Equal comparison ->
                    all(comparison, own, needed && !comparison.y().equals(ConstNull$.MODULE$));
                case If decision -> {
                    of(decision.condition(), own, needed);
                    // Only one of them is read.
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
                    // Names in there may be those of the elements.
                    of(filter.filter(), own, false);
                    mayHave.remove("item");
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
