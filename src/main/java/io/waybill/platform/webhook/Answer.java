package io.waybill.platform.webhook;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt.
 *
 * @param status of the response, if there was one
 * @param error what went wrong; null if it was delivered
 */
record Answer(@Nullable Integer status, @Nullable String error) {

    private static final int GONE = 410;

    static Answer of(int status) {
        if (status >= 200 && status < 300) {
            return new Answer(status, null);
        }
        return new Answer(
                status,
                status >= 300 && status < 400
                        ? "The receiver answered %d; redirects are not followed".formatted(status)
                        : "The receiver answered %d".formatted(status));
    }

    static Answer none(String why) {
        return new Answer(null, why);
    }

    boolean isSuccess() {
        return error == null;
    }

    /** Whether another attempt is pointless. */
    boolean isFinal() {
        return isSuccess() || isGone();
    }

    boolean isGone() {
        return status != null && status == GONE;
    }
}
