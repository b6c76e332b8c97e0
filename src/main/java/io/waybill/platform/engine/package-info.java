/**
 * What Waybill needs from a workflow engine, and the two engines that provide it: Operaton inside Waybill, on its own
 * database, and a Camunda 8 cluster. No other package imports an engine's classes.
 */
@ApplicationModule(
        id = "engine",
        allowedDependencies = {"core", "core :: refusal", "core :: saga", "outbox", "outage", "process"})
@NullMarked
package io.waybill.platform.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
