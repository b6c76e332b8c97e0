/** The API's own document, {@code /v3/api-docs}: adds by rule what controllers do not declare themselves. */
@ApplicationModule(
        id = "openapi",
        allowedDependencies = {"core :: refusal", "security", "web"})
@NullMarked
package io.waybill.platform.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
