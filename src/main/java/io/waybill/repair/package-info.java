/** Repair by people: what is stuck, and what operators do about it. */
@ApplicationModule(allowedDependencies = {"core", "engine"})
@NullMarked
package io.waybill.repair;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
