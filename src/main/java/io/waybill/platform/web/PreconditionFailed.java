package io.waybill.platform.web;

/** What the call was to change is not in the state that the caller expects: 412. */
public class PreconditionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PreconditionFailed() {
        super("The condition of If-Match or If-None-Match does not hold. Nothing was changed; read it again first.");
    }
}
