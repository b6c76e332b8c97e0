package io.waybill.platform.idempotency;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import java.util.List;

/** The key was used for another request: 422. */
class KeyReused extends Unprocessable {

    private static final long serialVersionUID = 1L;

    KeyReused() {
        super(List.of(new FieldError("Idempotency-Key", "was used for another request before")));
    }
}
