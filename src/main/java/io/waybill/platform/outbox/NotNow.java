package io.waybill.platform.outbox;

/**
 * Something that all work of a kind needs is down or busy: the outbox waits as a whole, and nothing counts as a
 * failure.
 */
public class NotNow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotNow(String message, Throwable cause) {
        super(message, cause);
    }

    public NotNow(String message) {
        super(message);
    }
}
