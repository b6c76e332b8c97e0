package io.waybill.core.refusal;

/** The call is valid, but the current state does not allow it. */
public non-sealed class Conflict extends Refusal {

    private static final long serialVersionUID = 1L;

    public Conflict(String why) {
        super(why);
    }
}
