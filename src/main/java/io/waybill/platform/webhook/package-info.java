/**
 * Webhooks: callers register addresses, to which events of processes are delivered, signed, and retried until they arrive.
 */
@ApplicationModule(
        id = "webhook",
        allowedDependencies = {"core", "core :: refusal", "openapi", "outbox", "process", "security", "web"})
@NullMarked
package io.waybill.platform.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
