package io.waybill.platform.engine.embedded.parking;

/** A process failed at an element of its model. Everything since its last wait was rolled back. */
public final class ElementFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String element;
    private final boolean parked;

    /** @param parked whether the process was to park there and failed all the same */
    ElementFailed(String element, boolean parked, Throwable cause) {
        super("%s failed: %s".formatted(element, Parking.message(cause)), cause);
        this.element = element;
        this.parked = parked;
    }

    public String element() {
        return element;
    }

    public boolean wasParked() {
        return parked;
    }
}
