/**
 * The processes that Waybill runs, each as the business that owns it declares it, and what the platform asks about
 * their subjects.
 */
@ApplicationModule(
        id = "process",
        allowedDependencies = {"core"})
@NullMarked
package io.waybill.platform.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
