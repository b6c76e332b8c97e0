/** Deliveries and reservations, the drivers, and the offers made to them. */
@Business(needs = "account", models = "driver-reservation.bpmn")
@ApplicationModule(
        allowedDependencies = {
            "core",
            "core :: refusal",
            "core :: saga",
            "account",
            "audit",
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
@ReadsTables(value = "account", why = "The rules of the audit do not trust the modules that they check")
@NullMarked
package io.waybill.courier;

import io.waybill.core.Business;
import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
