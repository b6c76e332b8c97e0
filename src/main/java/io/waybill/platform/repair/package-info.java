/** Repair by people: what is stuck, and what operators do about it. */
@ApplicationModule(
        id = "repair",
        allowedDependencies = {"core", "core :: refusal", "engine", "idempotency", "outbox", "queue", "security", "web"
        })
@NullMarked
package io.waybill.platform.repair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
