/** Webhooks: callers register addresses, and what happens to orders is delivered there, signed and until it arrives. */
@ApplicationModule(
        id = "webhook",
        allowedDependencies = {"core", "openapi", "outbox", "security", "web"})
@NullMarked
package io.waybill.platform.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
