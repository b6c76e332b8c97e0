package io.waybill.platform.model.source;

import java.util.Iterator;
import java.util.Set;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstInputValue$;
import org.camunda.feel.syntaxtree.ConstList;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.GreaterOrEqual;
import org.camunda.feel.syntaxtree.GreaterThan;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.In;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.LessOrEqual;
import org.camunda.feel.syntaxtree.LessThan;
import org.camunda.feel.syntaxtree.PositionalFunctionParameters;
import org.camunda.feel.syntaxtree.Ref;
import scala.Product;
import scala.collection.immutable.List;
import scala.jdk.javaapi.CollectionConverters;

/** Whether an expression only compares variables with constants. */
final class FeelComparison {

    private static final Set<String> FUNCTIONS = Set.of(
            "count", "not", "is defined", FeelSyntax.OR_ELSE, "list contains", "contains", "starts with", "ends with");

    private static final Set<Class<?>> PARTS = Set.of(
            Equal.class,
            LessThan.class,
            LessOrEqual.class,
            GreaterThan.class,
            GreaterOrEqual.class,
            Conjunction.class,
            Disjunction.class,
            In.class,
            InputEqualTo.class,
            AtLeastOne.class,
            If.class,
            ConstList.class,
            ConstInputValue$.class,
            PositionalFunctionParameters.class,
            FunctionInvocation.class);

    private FeelComparison() {}

    static boolean is(Object part) {
        if (part instanceof Ref || part.equals(ConstNull$.MODULE$) || part instanceof String) {
            return true;
        }
        if (FeelSyntax.literal(part).isPresent()) {
            return true;
        }
        if (part instanceof FunctionInvocation call && !FUNCTIONS.contains(call.function())) {
            return false;
        }
        if (part instanceof Product product && (part instanceof List || PARTS.contains(part.getClass()))) {
            Iterator<Object> inside = CollectionConverters.asJava(product.productIterator());
            boolean only = true;
            while (only && inside.hasNext()) {
                only = is(inside.next());
            }
            return only;
        }
        return false;
    }
}
