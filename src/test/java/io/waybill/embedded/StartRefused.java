package io.waybill.embedded;

/** The servers cannot start. The message is for the person who started them, and says all there is to say. */
public final class StartRefused extends RuntimeException {

    StartRefused(String message) {
        super(message);
    }

    StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
