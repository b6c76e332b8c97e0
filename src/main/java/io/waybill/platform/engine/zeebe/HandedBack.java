package io.waybill.platform.engine.zeebe;

/** The job was not begun because Waybill is stopping. Another replica should get it at once. */
class HandedBack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandedBack() {
        super("Waybill is stopping", null, false, false);
    }
}
