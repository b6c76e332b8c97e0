package io.waybill.platform.web;

/** The call is not possible now, for a temporary reason that is not the caller's fault: 503. */
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
