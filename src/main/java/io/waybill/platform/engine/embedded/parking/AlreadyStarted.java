package io.waybill.platform.engine.embedded.parking;

/** A process should start for a business key that already has an instance (law 8). */
public final class AlreadyStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AlreadyStarted(String businessKey) {
        super("There is already an instance of " + businessKey);
    }
}
