/**
 * The models in the engine: their versions, who made them, what is wrong with them, and the way back to an earlier one. A
 * model is what is in its folder: processes with the decisions and forms that they use, deployed together.
 */
@ApplicationModule(
        id = "deployment",
        allowedDependencies = {
            "core",
            "engine",
            "idempotency",
            "model",
            "openapi",
            "outage",
            "outbox",
            "security",
            "web"
        })
@ReadsTables(
        value = {"order", "engine"},
        why = "Which open orders run by which version is one question to the database, for any number of orders")
@NullMarked
package io.waybill.platform.deployment;

import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
