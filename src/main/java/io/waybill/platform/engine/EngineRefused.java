package io.waybill.platform.engine;

/** The engine understood the request and refuses it. It would refuse it again. */
public class EngineRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message why, in the engine's words */
    public EngineRefused(String message) {
        super(message);
    }

    /** @param message why, in the engine's words */
    public EngineRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
