package io.waybill.platform.engine.embedded;

/** A process is to start for a business key that has an instance already (law 8). */
final class AlreadyStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyStarted(String businessKey) {
        super("There is an instance of " + businessKey);
    }
}
