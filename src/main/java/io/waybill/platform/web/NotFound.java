package io.waybill.platform.web;

/** What the caller asked for does not exist, or not for this caller: 404. */
public class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * There is no such thing.
     *
     * @param what as in "There is no order 123"
     */
    public NotFound(String what, Object id) {
        super("There is no " + what + " " + id);
    }
}
