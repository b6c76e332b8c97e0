package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Feel;
import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementParts;
import java.util.Collections;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;

/** A script task: an expression whose result is written to a variable. */
final class Script implements JavaDelegate {

    private final ElementParts.Result result;

    Script(ElementParts.Result result) {
        this.result = result;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Results.write(
                execution,
                Collections.singletonMap(result.variable(), Feel.read(result.expression(), Names.of(execution))));
    }
}
