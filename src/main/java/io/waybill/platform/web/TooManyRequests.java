package io.waybill.platform.web;

/** The caller exceeds the rate limit: 429. */
public class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long secondsToWait;

    public TooManyRequests(long secondsToWait) {
        super("You have exceeded your rate limit. Try again in %d s; the header RateLimit shows what is left."
                .formatted(secondsToWait));
        this.secondsToWait = secondsToWait;
    }

    long secondsToWait() {
        return secondsToWait;
    }
}
