package io.waybill.platform.web;

/** The caller calls more often than callers may: 429. */
public class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long secondsToWait;

    public TooManyRequests(long secondsToWait) {
        super("You call more often than you may. Try again in %d s; the header RateLimit tells how much is left."
                .formatted(secondsToWait));
        this.secondsToWait = secondsToWait;
    }

    long secondsToWait() {
        return secondsToWait;
    }
}
