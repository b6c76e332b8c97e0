/** Makes calls safe to repeat (the header {@code Idempotency-Key}). */
@ApplicationModule(
        id = "idempotency",
        allowedDependencies = {"core", "core :: refusal", "security"})
@NullMarked
package io.waybill.platform.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
