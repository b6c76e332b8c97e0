package io.waybill.platform.engine.zeebe;

/** The job was not begun, because Waybill stops: another replica is to have it at once. */
class HandedBack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandedBack() {
        super("Waybill stops", null, false, false);
    }
}
