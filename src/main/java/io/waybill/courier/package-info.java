/** Deliveries and reservations, the drivers, and the offers made to them. */
@Business(needs = "account", models = "driver-reservation.bpmn")
@ApplicationModule(
        allowedDependencies = {
            "core",
            "core :: refusal",
            "core :: saga",
            "account",
            "engine",
            "idempotency",
            "openapi",
            "outbox",
            "process",
            "queue",
            "security",
            "timeline",
            "timeline :: rest",
            "web"
        })
@NullMarked
package io.waybill.courier;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
