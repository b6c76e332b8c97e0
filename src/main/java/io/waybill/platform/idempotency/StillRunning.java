package io.waybill.platform.idempotency;

import io.waybill.core.refusal.Conflict;

/** The first call with the key has not been answered yet: 409. */
class StillRunning extends Conflict {

    private static final long serialVersionUID = 1L;

    StillRunning() {
        super("The first call with this Idempotency-Key is still running. Try again a little later.");
    }
}
