package io.waybill.platform.model.source;

import io.waybill.platform.model.source.FeelSyntax.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import scala.Product;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** The variables and fields that an expression reads. */
final class FeelNames {

    /** Functions that are called because a variable may be missing. */
    private static final Set<String> TOLERANT = Set.of(FeelSyntax.OR_ELSE, "is defined");

    /** All variables. */
    final Set<String> all = new LinkedHashSet<>();
    /** Those without which there is no result. */
    final Set<String> needs = new LinkedHashSet<>();

    final Set<Field> fields = new LinkedHashSet<>();

    /**
     * @param own names that the expression itself defines
     * @param needed whether there is no result without this part
     */
    void of(Object part, Set<String> own, boolean needed) {
        switch (part) {
            case Ref ref -> {
                String name = ref.names().head();
                if (!own.contains(name)) {
                    all.add(name);
                    if (needed) {
                        needs.add(name);
                    }
                    FeelSyntax.field(ref).ifPresent(fields::add);
                }
            }
            case FunctionInvocation call -> {
                List<Exp> parameters = FeelSyntax.parameters(call);
                if (call.function().equals(FeelSyntax.OR_ELSE) && parameters.size() == 2) {
                    of(parameters.getFirst(), own, false);
                    // The default is needed if the value is missing.
                    of(parameters.getLast(), own, needed);
                } else {
                    parts(call, own, needed && !TOLERANT.contains(call.function()));
                }
            }
            case Equal comparison ->
                parts(comparison, own, needed && !comparison.y().equals(ConstNull$.MODULE$));
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
            case Product other -> parts(other, own, needed);
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

    private void parts(Product product, Set<String> own, boolean needed) {
        CollectionConverters.asJava(product.productIterator()).forEachRemaining(part -> of(part, own, needed));
    }
}
