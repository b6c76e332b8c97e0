/**
 * Versions of the model: who made them, what is wrong with them, deployment to the engine, and the way back to an
 * earlier one. A model is a set of files that are deployed together: processes with the decisions and forms that they
 * use.
 */
@ApplicationModule(
        id = "deployment",
        allowedDependencies = {
            "business",
            "core",
            "core :: refusal",
            "engine",
            "idempotency",
            "model",
            "model :: contract",
            "model :: source",
            "openapi",
            "outage",
            "outbox",
            "process",
            "repair",
            "security",
            "web"
        })
@ReadsTables(value = "engine", why = "Which instances run on which version is one query, for any number of them")
@NullMarked
package io.waybill.platform.deployment;

import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
