package io.waybill.embedded;

/** The servers cannot start. The message is complete, and for the person who started them. */
public final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
