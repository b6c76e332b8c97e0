/** Deliveries, the drivers, and the offers made to them. */
@Business
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

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
