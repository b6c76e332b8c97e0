/** Leaves out the businesses that this Waybill is not to carry, before anything of them starts. */
@ApplicationModule(
        id = "business",
        allowedDependencies = {"core"})
@NullMarked
package io.waybill.platform.business;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
