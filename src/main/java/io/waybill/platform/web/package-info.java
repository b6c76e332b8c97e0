/** How errors look to the callers of the REST API. */
@ApplicationModule(
        id = "web",
        allowedDependencies = {"core :: refusal", "outage"})
@NullMarked
package io.waybill.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
