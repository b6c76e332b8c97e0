/** Manual steps: what a model asks people as long as there is no worker for it, and what they answer. */
@ApplicationModule(
        id = "manual",
        allowedDependencies = {
            "core",
            "core :: refusal",
            "core :: saga",
            "engine",
            "idempotency",
            "outbox",
            "process",
            "security",
            "web"
        })
@NullMarked
package io.waybill.platform.manual;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
