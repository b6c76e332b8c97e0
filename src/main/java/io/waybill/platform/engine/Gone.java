package io.waybill.platform.engine;

/** The engine no longer has the thing in question: it has ended, has moved on, or never existed. */
public class Gone extends Exception {

    private static final long serialVersionUID = 1L;

    public Gone(String message, Throwable cause) {
        super(message, cause);
    }

    public Gone(String message) {
        super(message);
    }
}
