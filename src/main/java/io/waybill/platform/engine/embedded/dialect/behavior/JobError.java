package io.waybill.platform.engine.embedded.dialect.behavior;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.BpmnError;

/** A modelled error that a step ends with, and the variables for the event that catches it. */
public class JobError extends BpmnError {

    private static final long serialVersionUID = 1L;

    /** The step has to throw it at once: creating it already sends the variables. */
    public JobError(String code, String message, Map<String, ? extends @Nullable Object> variables) {
        super(code, message);
        Payload.send(variables);
    }
}
