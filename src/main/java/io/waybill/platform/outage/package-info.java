/** Outages: how to tell them from bugs, how long to wait, and how little to log. */
@ApplicationModule(
        id = "outage",
        allowedDependencies = {})
@NullMarked
package io.waybill.platform.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
