/** The API's own document, {@code /v3/api-docs}: what controllers do not say themselves, added by rule. */
@ApplicationModule(
        id = "openapi",
        allowedDependencies = {"security", "web"})
@NullMarked
package io.waybill.platform.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
