package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;

/** The start event of a process maps the variables that the process was started with. */
final class Starting implements ExecutionListener {

    private final ElementInfo event;

    /** What came with a message or a signal becomes a variable only if it is mapped. */
    private final boolean onlyMapped;

    Starting(ElementInfo event, boolean onlyMapped) {
        this.event = event;
        this.onlyMapped = onlyMapped;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Map<String, @Nullable Object> mapped = event.outputs().evaluate(Names.of(execution));
        if (onlyMapped) {
            execution.removeVariables();
        }
        execution.setVariables(mapped);
    }
}
