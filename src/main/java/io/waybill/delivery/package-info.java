/** Deliveries, the drivers, and the offers made to them. */
@ApplicationModule(allowedDependencies = {"core"})
@NullMarked
package io.waybill.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
