package io.waybill.platform.engine;

/** The instance is in the middle of something else. The same call may succeed later. */
public class EngineBusy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message with what it is busy, in the engine's words */
    public EngineBusy(String message, Throwable cause) {
        super(message, cause);
    }
}
