package io.waybill.core.refusal;

/** What the caller asked for does not exist, or this caller may not see it. */
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    /**
     * Reports that there is no such thing.
     *
     * @param what as in "There is no order 123"
     */
    public NotFound(String what, Object id) {
        super("There is no " + what + " " + id);
    }
}
