/**
 * Checks whether the laws hold, and repairs what can be repaired safely. It trusts no other module: it reads all tables
 * itself, and asks the engine. Laws about the subjects of one process come from the business that owns it, as queries.
 */
@ApplicationModule(
        id = "audit",
        allowedDependencies = {"core", "engine", "process"})
@ReadsTables(value = "*", why = "It trusts no other module")
@NullMarked
package io.waybill.platform.audit;

import io.waybill.core.ReadsTables;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
