package io.waybill.platform.engine.embedded.dialect;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.operaton.bpm.dmn.feel.impl.FeelEngine;
import org.operaton.bpm.engine.variable.Variables;
import org.operaton.bpm.engine.variable.context.VariableContext;

/** Evaluates decisions with Waybill's own FEEL. Values stay JSON: a column's type does not turn a text into a date. */
final class DecisionDialect implements FeelEngine {

    private static final List<String> TYPES =
            List.of("string", "boolean", "integer", "long", "double", "number", "date", "time", "dateTime", "any");

    private DecisionDialect() {}

    static DefaultDmnEngineConfiguration configuration() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(DecisionDialect::new);
        var types = configuration.getTransformer().getDataTypeTransformerRegistry();
        TYPES.forEach(type -> types.addTransformer(type, Variables::untypedValue));
        return configuration;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the engine's own signature
    public <T> @Nullable T evaluateSimpleExpression(String expression, VariableContext variables) {
        return (T) Feel.evaluate(expression, Names.of(variables));
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String tests, String input, VariableContext variables) {
        Names names = Names.of(variables);
        return Feel.test(tests, names.has(input) ? names.get(input) : null, names);
    }
}
