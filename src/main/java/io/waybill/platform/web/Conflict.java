package io.waybill.platform.web;

/** The call is valid, but the current state does not allow it: 409. */
public class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
        super(message);
    }
}
