/** Webhooks: callers register addresses, and what happens to orders is delivered there, signed and until it arrives. */
@ApplicationModule(allowedDependencies = {"core"})
@NullMarked
package io.waybill.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
