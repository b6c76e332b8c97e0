package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.loop.Loop;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.impl.core.variable.mapping.IoMapping;
import org.operaton.bpm.engine.impl.core.variable.scope.AbstractVariableScope;

/** The mappings of an element that has its own variables, applied where the engine would apply its own mappings. */
final class ScopeMappings extends IoMapping {

    private final ElementInfo element;

    /** Whether the element is the inner one of a multi-instance. */
    private final boolean inLoop;

    ScopeMappings(ElementInfo element, boolean inLoop) {
        this.element = element;
        this.inLoop = inLoop;
    }

    @Override
    public void executeInputParameters(AbstractVariableScope scope) {
        element.inputs().evaluate(Names.of(scope)).forEach(scope::setVariableLocal);
    }

    @Override
    public void executeOutputParameters(AbstractVariableScope scope) {
        if (!element.outputs().isEmpty()) {
            // An instance of a multi-instance writes to its own variables first, where its output element is.
            AbstractVariableScope target = inLoop ? scope : scope.getParentVariableScope();
            element.outputs().evaluate(Names.of(scope)).forEach(target::setVariable);
        }
        Loop loop = loop();
        if (loop != null) {
            loop.endOne(scope);
        }
    }

    private @Nullable Loop loop() {
        return inLoop ? element.parts().loop() : null;
    }
}
