package io.waybill.platform.engine.embedded.dialect;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.engine.delegate.BpmnError;

/** A modelled error that a step ends with, and the variables that go to the event that catches it. */
public class JobError extends BpmnError {

    private static final long serialVersionUID = 1L;

    /** To be thrown by the step right away. */
    public JobError(String code, String message, Map<String, ? extends @Nullable Object> variables) {
        super(code, message);
        Payload.send(variables);
    }
}
