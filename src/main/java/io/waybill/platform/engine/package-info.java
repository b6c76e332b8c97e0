/**
 * What Waybill asks of a workflow engine, and the two engines that can do it: Operaton inside Waybill, on its own database,
 * and a Camunda 8 cluster. Nobody else imports an engine's classes.
 */
@ApplicationModule(
        id = "engine",
        allowedDependencies = {"core", "outbox", "outage"})
@NullMarked
package io.waybill.platform.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
