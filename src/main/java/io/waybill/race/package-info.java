/** Races: organisers make them, runners enter them. */
@Business(
        needs = "account",
        models = "race-entry.bpmn")
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
            "process",
            "security",
            "timeline",
            "timeline :: rest",
            "web"
        })
@ReadsTables(value = "account", why = "The rules of the audit do not trust the modules that they check")
@NullMarked
package io.waybill.race;

import io.waybill.core.Business;
import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
