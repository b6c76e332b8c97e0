package io.waybill.platform.model.decision;

import io.waybill.platform.model.source.FeelSyntax;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.ClosedConstRangeBoundary;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstInputValue$;
import org.camunda.feel.syntaxtree.ConstRange;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.GreaterOrEqual;
import org.camunda.feel.syntaxtree.GreaterThan;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.LessOrEqual;
import org.camunda.feel.syntaxtree.LessThan;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.OpenConstRangeBoundary;
import org.camunda.feel.syntaxtree.UnaryTestExpression;
import scala.Product;
import scala.collection.immutable.List;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An input cell of a decision table.
 *
 * @param text of the cell
 * @param isPlain whether it consists only of literals, comparisons with them, ranges between them, lists and negations
 *     of these; between two neighbouring literals such a cell fits all values or none
 * @param literals in the cell, if it is plain
 */
record Cell(String text, boolean isPlain, Set<Object> literals) {

    private static final Set<Class<?>> PLAIN = Set.of(
            UnaryTestExpression.class,
            AtLeastOne.class,
            Not.class,
            Conjunction.class,
            Disjunction.class,
            InputEqualTo.class,
            InputLessThan.class,
            InputLessOrEqual.class,
            InputGreaterThan.class,
            InputGreaterOrEqual.class,
            InputInRange.class,
            ConstRange.class,
            ConstInputValue$.class,
            Equal.class,
            LessThan.class,
            LessOrEqual.class,
            GreaterThan.class,
            GreaterOrEqual.class,
            ClosedConstRangeBoundary.class,
            OpenConstRangeBoundary.class);

    static Cell read(String text) {
        String stripped = text.strip();
        if (isAny(stripped)) {
            return new Cell(stripped, true, Set.of());
        }
        FeelSyntax.Expression tests = FeelSyntax.tests(stripped);
        Set<Object> literals = new LinkedHashSet<>();
        boolean plain = tests.isRight() && isPlain(tests.parsed(), literals);
        return new Cell(stripped, plain, plain ? literals : Set.of());
    }

    private static boolean isAny(String text) {
        return text.isEmpty() || text.equals("-");
    }

    private static boolean isPlain(Object part, Set<Object> literals) {
        Optional<Object> literal = FeelSyntax.literal(part);
        if (literal.isPresent()) {
            literals.add(literal.get());
            return true;
        }
        if (part instanceof Product product && (part instanceof List || PLAIN.contains(part.getClass()))) {
            Iterator<Object> inside = CollectionConverters.asJava(product.productIterator());
            boolean plain = true;
            while (plain && inside.hasNext()) {
                plain = isPlain(inside.next(), literals);
            }
            return plain;
        }
        return false;
    }

    /** Whether it fits every value. */
    boolean isAny() {
        return isAny(text);
    }
}
