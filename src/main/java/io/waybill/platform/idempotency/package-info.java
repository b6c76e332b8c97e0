/** Calls that may be repeated without doing twice what they do (the header {@code Idempotency-Key}). */
@ApplicationModule(
        id = "idempotency",
        allowedDependencies = {"core", "security", "web"})
@NullMarked
package io.waybill.platform.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
