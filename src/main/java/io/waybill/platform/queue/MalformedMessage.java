package io.waybill.platform.queue;

/** A message that no retry can fix: it goes to the dead-letter queue at once. */
public class MalformedMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message) {
        super(message);
    }
}
