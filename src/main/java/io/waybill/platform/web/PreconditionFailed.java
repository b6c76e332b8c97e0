package io.waybill.platform.web;

/** What the call was to change is not as the caller took it to be: 412. */
public class PreconditionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PreconditionFailed() {
        super("It is not as If-Match or If-None-Match says. Nothing was changed; look at it again.");
    }
}
