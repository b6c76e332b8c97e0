/**
 * Looks whether the laws hold, and repairs what can be repaired safely. It believes no other module: it reads all tables
 * itself, and asks the engine.
 */
@ApplicationModule(id = "audit", allowedDependencies = {"core", "engine"})
@NullMarked
package io.waybill.platform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
