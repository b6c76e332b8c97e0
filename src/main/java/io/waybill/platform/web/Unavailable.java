package io.waybill.platform.web;

/** What the caller asks for is not possible just now, for a reason that is not the caller's and that passes: 503. */
public class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long secondsToWait;

    public Unavailable(String message, long secondsToWait) {
        super(message);
        this.secondsToWait = secondsToWait;
    }

    long secondsToWait() {
        return secondsToWait;
    }
}
