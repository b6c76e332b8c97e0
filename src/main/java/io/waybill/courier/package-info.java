/** Deliveries, the drivers, and the offers made to them. */
@ApplicationModule(
        allowedDependencies = {
            "core",
            "core :: refusal",
            "core :: saga",
            "idempotency",
            "openapi",
            "outbox",
            "queue",
            "security",
            "web"
        })
@NullMarked
package io.waybill.courier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
