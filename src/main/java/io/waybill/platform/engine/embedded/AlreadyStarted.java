package io.waybill.platform.engine.embedded;

/** A process should start for a business key that already has an instance (law 8). */
final class AlreadyStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyStarted(String businessKey) {
        super("There is already an instance of " + businessKey);
    }
}
