package io.waybill.platform.engine;

/** The instance is in the middle of something else, which passes. */
public class EngineBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message with what, in the engine's words */
    public EngineBusy(String message, Throwable cause) {
        super(message, cause);
    }
}
