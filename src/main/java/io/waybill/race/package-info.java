/** Races: organisers make them, runners enter them; their results, and the points that these earn. */
@Business(
        needs = "account",
        models = {"race-entry.bpmn", "race-points.dmn"})
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
package io.waybill.race;

import io.waybill.core.Business;
import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
