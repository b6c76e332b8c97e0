package io.waybill.core.refusal;

/** A call is refused and had no effect. The message says why, to the caller. */
public abstract sealed class Refusal extends RuntimeException
        permits Invalid, Unprocessable, NotFound, Conflict, ChangedMeanwhile, Unavailable {

    private static final long serialVersionUID = 1L;

    Refusal(String why) {
        super(why);
    }

    /** The reason, in words. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
