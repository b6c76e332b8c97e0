package io.waybill.platform.security;

/** Waybill must not start with the configured issuer. */
class IssuerRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    IssuerRefused(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
