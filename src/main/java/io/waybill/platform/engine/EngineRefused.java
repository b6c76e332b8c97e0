package io.waybill.platform.engine;

/** The engine understood what it was asked for and does not do it; it would say the same again. */
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
