/** Who calls, and what they may do. Tokens come from an issuer outside Waybill. */
@ApplicationModule(
        id = "security",
        allowedDependencies = {"core", "web", "web :: limits"})
@NullMarked
package io.waybill.platform.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
