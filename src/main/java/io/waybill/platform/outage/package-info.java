/** What is away for a while: how that is told from a bug, how long to wait, and how little to log of it. */
@ApplicationModule(
        id = "outage",
        allowedDependencies = {})
@NullMarked
package io.waybill.platform.outage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
