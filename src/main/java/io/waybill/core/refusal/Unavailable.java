package io.waybill.core.refusal;

/** The call is not possible now, for a temporary reason that is not the caller's fault. */
public final class Unavailable extends Refusal {

    private static final long serialVersionUID = 1L;

    private final long secondsToWait;

    public Unavailable(String why, long secondsToWait) {
        super(why);
        this.secondsToWait = secondsToWait;
    }

    /** After how many seconds trying again makes sense. */
    public long secondsToWait() {
        return secondsToWait;
    }
}
