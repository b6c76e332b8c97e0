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
@NullMarked
package io.waybill.shop.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
