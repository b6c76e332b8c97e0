/**
 * Webhooks: callers register addresses, to which events of orders are delivered, signed, and retried until they arrive.
 */
@ApplicationModule(
        id = "webhook",
        allowedDependencies = {"core", "core :: refusal", "openapi", "outbox", "security", "web"})
@NullMarked
package io.waybill.platform.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
