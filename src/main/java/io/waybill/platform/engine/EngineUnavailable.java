package io.waybill.platform.engine;

import io.waybill.platform.outbox.NotNow;

/** The engine cannot be reached, or has too much to do. It passes by itself: the same may be asked again later. */
public class EngineUnavailable extends NotNow {

    private static final long serialVersionUID = 1L;

    public EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public EngineUnavailable(String message) {
        super(message);
    }
}
