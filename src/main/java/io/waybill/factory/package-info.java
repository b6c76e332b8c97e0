/**
 * The factories, at the other end of the production queues, with their own database. They are reached only through the
 * queues.
 */
@Business
@ApplicationModule(allowedDependencies = {"core", "outage", "outbox", "queue", "security", "web"})
@NullMarked
package io.waybill.factory;

import io.waybill.core.Business;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
