package io.waybill.platform.engine;

/** The engine does not have what it was asked about: it has ended, has gone on, or was never there. */
public class Gone extends Exception {

    private static final long serialVersionUID = 1L;

    public Gone(String message, Throwable cause) {
        super(message, cause);
    }

    public Gone(String message) {
        super(message);
    }
}
