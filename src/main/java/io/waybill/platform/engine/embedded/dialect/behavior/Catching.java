package io.waybill.platform.engine.embedded.dialect.behavior;

import io.waybill.platform.engine.embedded.dialect.feel.Names;
import io.waybill.platform.engine.embedded.dialect.translation.ElementInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.ExecutionListener;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** An event that has caught something begins: it takes the payload and maps it. */
final class Catching implements ExecutionListener {

    private final ElementInfo event;

    /** A boundary event passes on only the mapped part of what came with an error. */
    private final boolean onlyMapped;

    Catching(ElementInfo event, boolean onlyMapped) {
        this.event = event;
        this.onlyMapped = onlyMapped;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Map<String, @Nullable Object> payload = Payload.take();
        if (event.outputs().isEmpty()) {
            if (!onlyMapped) {
                execution.setVariables(payload);
            }
        } else if (((ExecutionEntity) execution).getActivity().isScope()) {
            // Its own mappings run when it ends.
            execution.setVariablesLocal(payload);
        } else {
            execution.setVariables(event.outputs().evaluate(Names.of(execution).with(payload)));
        }
    }
}
