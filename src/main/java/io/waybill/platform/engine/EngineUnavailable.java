package io.waybill.platform.engine;

import io.waybill.platform.outbox.NotNow;

/** The engine cannot be reached or is overloaded. This is temporary: the same call may succeed later. */
public class EngineUnavailable extends NotNow {

    private static final long serialVersionUID = 1L;

    public EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public EngineUnavailable(String message) {
        super(message);
    }
}
