/** Repair by people: what is stuck, and what operators do about it. */
@ApplicationModule(
        id = "repair",
        allowedDependencies = {
            "core",
            "core :: refusal",
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
package io.waybill.platform.repair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
