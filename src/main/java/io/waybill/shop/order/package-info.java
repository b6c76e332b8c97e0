/**
 * Orders: submission over REST, the aggregate and its timeline, and the process that fulfils it. No other module uses
 * the process.
 */
@ApplicationModule(
        id = "order",
        allowedDependencies = {
            "core",
            "core :: refusal",
            "core :: saga",
            "account",
            "audit",
            "courier",
            "engine",
            "idempotency",
            "item",
            "openapi",
            "outbox",
            "process",
            "production",
            "queue",
            "repair",
            "security",
            "timeline",
            "timeline :: rest",
            "web"
        })
@ReadsTables(
        value = {"account", "courier", "production", "stock"},
        why = "The rules of the audit do not trust the modules that they check")
@NullMarked
package io.waybill.shop.order;

import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
